package io.stanzacast.xmpp.stream;

import io.stanzacast.xmpp.xml.Element;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The bytes beneath one stream: TCP, WebSocket or BOSH. Owner: {@link #executor()}; every method but {@link #executor()},
 * {@link #remoteAddress()} and {@link #name()} is called on it. After a close all sends are ignored. What is sent within one turn of the
 * executor leaves in one flush. The queue of unsent bytes is bounded: over the bound the transport closes itself with {@code
 * policy-violation} and tells its listener.
 */
public interface Transport {
    /** Runs one task at a time, in order; the same for the transport's whole life. */
    Executor executor();

    InetSocketAddress remoteAddress();

    /** For logs and metrics: {@code tcp}, {@code websocket}, {@code bosh}. */
    String name();

    /** Whether nobody on the way can read along: TLS, or plain HTTP that the configuration calls secure. */
    boolean isSecure();

    /** Whether {@link #startTls()} may be called now. */
    boolean canStartTls();

    /** Sends {@code <proceed/>}, refuses all that came in before the handshake, and awaits a new stream header under TLS. */
    void startTls();

    /** Sends our stream header (TCP), {@code <open/>} (WebSocket) or puts it on the next body (BOSH). */
    void open(StreamHeader header);

    /** Awaits a new stream header from the peer on the same connection: after SASL (RFC 6120 §6.4.6). */
    void restart();

    /** Sends a stanza, features or any other first-level element. */
    void send(Element element);

    /**
     * Sends a stanza that many get.
     *
     * @param toAttribute UTF-8 of {@code  to='…'} with its leading space, escaped
     */
    void send(Broadcast broadcast, byte[] toAttribute);

    /** Stops taking in more of what the peer sends until {@link #resumeReading()}: back pressure. */
    void pauseReading();

    void resumeReading();

    /** Sends the error, if there is one, and the end of the stream; then closes. Repeated calls do nothing. */
    void close(Optional<StreamError> error);
}
