package io.stanzacast.server.control;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.util.List;

/** The table of contents of verbs. Needs the services of all other modules. */
public final class ControlModule extends AbstractModule {
    private static final List<Class<? extends Verb>> VERBS = List.of(
            AddAccount.class,
            RemoveAccount.class,
            SetPassword.class,
            ListAccounts.class,
            AddChannel.class,
            ListChannels.class,
            ShowChannel.class,
            ListRooms.class,
            ShowRoom.class,
            DestroyRoom.class,
            StartBroadcast.class,
            StopBroadcast.class,
            BroadcastStatus.class,
            Backup.class);

    private final ControlSite site;

    public ControlModule(ControlSite site) {
        this.site = site;
    }

    @Override
    protected void configure() {
        bind(ControlSite.class).toInstance(site);
        bind(AccountNames.class).in(Singleton.class);
        bind(ChannelReport.class).in(Singleton.class);
        bind(BroadcastReport.class).in(Singleton.class);
        bind(Verbs.class).in(Singleton.class);
        Multibinder<Verb> verbs = Multibinder.newSetBinder(binder(), Verb.class);
        VERBS.forEach(verb -> {
            bind(verb).in(Singleton.class);
            verbs.addBinding().to(verb);
        });
    }
}
