package io.stanzacast.xmpp;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.im.GuestConfig;
import io.stanzacast.xmpp.im.GuestGuard;
import io.stanzacast.xmpp.im.OwnPresence;
import io.stanzacast.xmpp.im.ResourceDelivery;
import io.stanzacast.xmpp.im.Roster;
import io.stanzacast.xmpp.routing.AccountDelivery;
import io.stanzacast.xmpp.routing.ClientRouting;
import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.routing.PresenceHandler;
import io.stanzacast.xmpp.routing.RemoteDelivery;
import io.stanzacast.xmpp.routing.RouteTable;
import io.stanzacast.xmpp.routing.StanzaRouter;
import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.session.SessionHandler;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.xep.XepModule;

/**
 * Wires the XMPP server. Other modules add to the sets of {@link Extension} and {@link LocalService}, and may give {@link RemoteDelivery}.
 * Who installs it binds a {@code Clock}, and starts {@link Installation} before any listener.
 */
public final class XmppModule extends AbstractModule {
    private final XmppConfig config;

    public XmppModule(XmppConfig config) {
        this.config = config;
    }

    @Override
    protected void configure() {
        bind(HookTable.class).toInstance(new HookTable());
        bind(RouteTable.class).toInstance(new RouteTable(config.hosts()));
        bind(SessionRegistry.class).toInstance(new SessionRegistry());
        bind(Installation.class).in(Singleton.class);
        routing();
        extensions();
        Multibinder.newSetBinder(binder(), LocalService.class);
        install(new XepModule());
    }

    private void routing() {
        bind(ResourceDelivery.class).in(Singleton.class);
        bind(AccountDelivery.class).to(ResourceDelivery.class);
        bind(StanzaRouter.class).in(Singleton.class);
        bind(StanzaSink.class).to(StanzaRouter.class);
        bind(OwnPresence.class).in(Singleton.class);
        bind(PresenceHandler.class).to(OwnPresence.class);
        bind(ClientRouting.class).in(Singleton.class);
        bind(SessionHandler.class).to(ClientRouting.class);
        OptionalBinder.newOptionalBinder(binder(), RemoteDelivery.class)
                .setDefault()
                .toInstance(RemoteDelivery.NONE);
    }

    private void extensions() {
        Multibinder<Extension> extensions = Multibinder.newSetBinder(binder(), Extension.class);
        bind(GuestConfig.class).toInstance(config.guests());
        bind(GuestGuard.class).in(Singleton.class);
        extensions.addBinding().to(GuestGuard.class);
        bind(Roster.class).in(Singleton.class);
        extensions.addBinding().to(Roster.class);
    }
}
