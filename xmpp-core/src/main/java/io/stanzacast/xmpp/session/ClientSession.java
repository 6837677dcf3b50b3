package io.stanzacast.xmpp.session;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.Transport;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A client with a bound resource (RFC 6120 §7): the sending side of its stream, and its presence. Lives from binding to the end of its
 * stream. Owner: {@link #executor()}; {@link #send}, {@link #close} and the accessors may be called from any thread, and what one thread
 * sends arrives in that order.
 */
public final class ClientSession {
    private final Jid jid;
    private final boolean anonymous;
    private final Transport transport;
    private final Executor executor;
    private final byte[] toAttribute;
    private volatile @Nullable Presence presence;

    /** @param jid the full address bound */
    public ClientSession(Jid jid, boolean anonymous, Transport transport) {
        this.jid = jid;
        this.anonymous = anonymous;
        this.transport = transport;
        this.executor = transport.executor();
        this.toAttribute = Broadcast.toAttribute(jid.toString());
    }

    public Jid jid() {
        return jid;
    }

    /** Whether it logged in by SASL ANONYMOUS: a guest without an account. */
    public boolean isAnonymous() {
        return anonymous;
    }

    /** The serial executor on which everything of this session happens: deliveries are best grouped by it. */
    public Executor executor() {
        return executor;
    }

    public Transport transport() {
        return transport;
    }

    /** The last available presence without {@code to}, if the resource is available (RFC 6121 §4.2). */
    public Optional<Presence> presence() {
        return Optional.ofNullable(presence);
    }

    /** On the owner. */
    public void presence(@Nullable Presence newPresence) {
        presence = newPresence;
    }

    public void send(Stanza stanza) {
        executor.execute(() -> transport.send(stanza.element()));
    }

    /** On the owner only: the way of a room to many, who does one {@code execute} per executor. */
    public void deliver(Broadcast broadcast) {
        transport.send(broadcast, toAttribute);
    }

    public void close(@Nullable StreamError error) {
        executor.execute(() -> transport.close(Optional.ofNullable(error)));
    }
}
