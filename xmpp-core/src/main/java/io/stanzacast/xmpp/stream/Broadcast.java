package io.stanzacast.xmpp.stream;

import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.xml.ElementEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A stanza for many recipients, alike but for {@code to}. Encoded at most once per form, by whichever transport needs it first. Safe for
 * any thread.
 */
public final class Broadcast {
    private final Stanza stanza;
    private volatile byte @Nullable [] stream;
    private volatile byte @Nullable [] framed;

    /** @param stanza its own {@code to} is left out */
    public Broadcast(Stanza stanza) {
        this.stanza = stanza.withoutTo();
    }

    /** The stanza without {@code to}. */
    public Stanza stanza() {
        return stanza;
    }

    /** Where in {@link #stream()} and {@link #framed()} the {@code to} attribute goes: behind the tag's name. */
    public int toOffset() {
        return 1 + stanza.element().name().length();
    }

    /** For TCP, where the stream header declares {@code jabber:client}. Not to be changed. */
    public byte[] stream() {
        byte[] bytes = stream;
        if (bytes == null) {
            bytes = ElementEncoder.encode(stanza.element(), Stanza.NS);
            stream = bytes;
        }
        return bytes;
    }

    /** For WebSocket and BOSH, where each stanza declares its namespace. Not to be changed. */
    public byte[] framed() {
        byte[] bytes = framed;
        if (bytes == null) {
            bytes = ElementEncoder.encode(stanza.element(), "");
            framed = bytes;
        }
        return bytes;
    }

    /** The {@code toAttribute} of {@link Transport#send(Broadcast, byte[])}; worth keeping per recipient. */
    public static byte[] toAttribute(String address) {
        return (" to='" + ElementEncoder.escapeAttribute(address) + "'").getBytes(StandardCharsets.UTF_8);
    }
}
