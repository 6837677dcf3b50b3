package io.stanzacast.bosh;

import io.netty.util.concurrent.EventExecutor;
import io.stanzacast.bosh.web.Peer;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.stream.StreamAcceptor;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamError.Condition;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.stream.TransportListener;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementEncoder;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** XEP-0206: the stream of a {@link BoshSession}; it knows payloads, the session knows requests. Of the session's owner. */
final class BoshTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(BoshTransport.class);

    private final BoshSession session;
    private final EventExecutor owner;
    private final Peer peer;
    private final Responder responder;
    private final int maxOutgoingBytes;
    private final TransportListener listener;

    private boolean secure;
    private boolean awaitsHeader = true;
    private boolean announced;
    private boolean paused;
    private boolean closed;
    private boolean gone;

    BoshTransport(
            BoshSession session,
            EventExecutor owner,
            Peer peer,
            Responder responder,
            int maxOutgoingBytes,
            StreamAcceptor acceptor) {
        this.session = session;
        this.owner = owner;
        this.peer = peer;
        this.responder = responder;
        this.maxOutgoingBytes = maxOutgoingBytes;
        this.secure = peer.secure();
        this.listener = acceptor.accept(this);
    }

    @Override
    public Executor executor() {
        return owner;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return peer.address();
    }

    @Override
    public String name() {
        return "bosh";
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    /** A session is as secure as the least secure of its requests. */
    void came(boolean secureRequest) {
        secure &= secureRequest;
    }

    @Override
    public boolean canStartTls() {
        return false;
    }

    @Override
    public void startTls() {
        throw new IllegalStateException("TLS is beneath HTTP (XEP-0206 §2)");
    }

    boolean isPaused() {
        return paused;
    }

    boolean isClosed() {
        return closed;
    }

    /** The session begins, or the client restarts the stream (XEP-0206 §5). */
    void opened(BoshBody body) {
        if (!awaitsHeader) {
            failed(Condition.BAD_FORMAT, "restart: not now (expected: after login)");
            return;
        }
        awaitsHeader = false;
        listener.opened(new StreamHeader(
                "jabber:client",
                body.attribute("to").orElse(null),
                body.attribute("from").orElse(null),
                null,
                body.xmppVersion(),
                body.head().attribute(Element.XML_NS, "lang").orElse(null)));
    }

    void received(Element element) {
        if (awaitsHeader) {
            failed(Condition.BAD_FORMAT, element.name() + ": before the stream is restarted (expected: restart)");
        } else {
            listener.received(element);
        }
    }

    void closedByPeer() {
        listener.closedByPeer();
    }

    void defect(RuntimeException defect) {
        LOG.error("{} closed by a defect", this, defect);
        listener.failed(new StreamException(Condition.INTERNAL_SERVER_ERROR, null));
    }

    private void failed(Condition condition, String text) {
        listener.failed(new StreamException(condition, text));
    }

    /** The session is over. */
    void gone(String reason) {
        closed = true;
        if (!gone) {
            gone = true;
            LOG.debug("{} closed: {}", this, reason);
            listener.disconnected(reason);
        }
    }

    @Override
    public void open(StreamHeader header) {
        if (announced || closed) {
            return;
        }
        announced = true;
        responder.announce(ResponseBody.attribute("xmlns:xmpp", BoshBody.XMPP_NS)
                + ResponseBody.attribute("xmpp:restartlogic", true)
                + optional("xmpp:version", header.version())
                + optional("authid", header.id())
                + optional("from", header.from()));
    }

    private static String optional(String name, @Nullable String value) {
        return value == null ? "" : ResponseBody.attribute(name, value);
    }

    @Override
    public void restart() {
        awaitsHeader = true;
    }

    @Override
    public void send(Element element) {
        if (!closed) {
            responder.append(
                    ElementEncoder.encode(element, ""), element.namespace().equals(StreamHeader.NS));
            checkBound();
        }
    }

    @Override
    public void send(Broadcast broadcast, byte[] toAttribute) {
        if (!closed) {
            responder.append(broadcast.framed(), broadcast.toOffset(), toAttribute);
            checkBound();
        }
    }

    private void checkBound() {
        int unsent = responder.unsentBytes();
        if (unsent > maxOutgoingBytes) {
            responder.discard();
            close(Optional.of(new StreamError(
                    Condition.POLICY_VIOLATION,
                    "unsent bytes: " + unsent + " (expected: at most " + maxOutgoingBytes + ")")));
        }
    }

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        if (paused) {
            paused = false;
            session.proceed();
        }
    }

    @Override
    public void close(Optional<StreamError> error) {
        if (closed) {
            return;
        }
        Optional<TerminalCondition> condition = error.map(e -> TerminalCondition.of(e.condition()));
        if (condition.filter(c -> c == TerminalCondition.REMOTE_STREAM_ERROR).isPresent()) {
            send(error.get().toElement());
        }
        closed = true;
        session.finish(condition);
        String reason = error.map(StreamError::toString).orElse("stream closed");
        owner.execute(() -> gone(reason));
    }

    @Override
    public String toString() {
        return "[bosh " + session.sid().substring(0, 4) + " "
                + peer.address().getAddress().getHostAddress() + "]";
    }
}
