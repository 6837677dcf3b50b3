package io.stanzacast.xmpp.xep;

import io.stanzacast.xmpp.extension.DiscoInfo;
import io.stanzacast.xmpp.extension.Extension;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.extension.Identity;
import io.stanzacast.xmpp.extension.Spec;
import io.stanzacast.xmpp.xml.Element;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;

/** XEP-0115 §6.3: announces the hash of a host's disco#info in the stream features, so that clients need not ask again. */
final class EntityCapabilities implements Extension {
    private static final String NS = "http://jabber.org/protocol/caps";
    private static final String NODE = "urn:x-stanzacast";

    private final HostInfo host;

    @Inject
    EntityCapabilities(HostInfo host) {
        this.host = host;
    }

    @Override
    public Spec spec() {
        return Spec.xep(115, "1.6.0");
    }

    @Override
    public void install(HookTable on) {
        on.feature(NS);
        on.streamFeature(domain -> Optional.of(Element.builder("c", NS)
                .attribute("hash", "sha-1")
                .attribute("node", NODE)
                .attribute("ver", version(host.info()))
                .build()));
    }

    /** The node under which the same disco#info can be asked for (§6.2). */
    String node() {
        return NODE + '#' + version(host.info());
    }

    /** §5.1; hosts have no extended information. */
    static String version(DiscoInfo info) {
        TreeSet<String> identities = new TreeSet<>();
        for (Identity identity : info.identities()) {
            identities.add(identity.category() + '/' + identity.type() + "//" + identity.name() + '<');
        }
        StringBuilder text = new StringBuilder();
        identities.forEach(text::append);
        info.features().forEach(feature -> text.append(feature).append('<'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-1", e);
        }
    }
}
