package io.stanzacast.xmpp.xep;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.stanzacast.xmpp.extension.Extension;

/** The table of contents: every XEP of this package. */
public final class XepModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(HostInfo.class).in(Singleton.class);
        Multibinder<Extension> extensions = Multibinder.newSetBinder(binder(), Extension.class);
        list(extensions, LastActivity.class);
        list(extensions, ServiceDiscovery.class);
        list(extensions, VcardTemp.class);
        list(extensions, SoftwareVersion.class);
        list(extensions, EntityCapabilities.class);
        list(extensions, Ping.class);
        list(extensions, EntityTime.class);
    }

    private void list(Multibinder<Extension> extensions, Class<? extends Extension> extension) {
        bind(extension).in(Singleton.class);
        extensions.addBinding().to(extension);
    }
}
