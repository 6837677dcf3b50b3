package io.stanzacast.bosh.websocket;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.stanzacast.bosh.web.Peer;
import io.stanzacast.bosh.web.XmlErrors;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.stream.StreamAcceptor;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamError.Condition;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.stream.TransportListener;
import io.stanzacast.xmpp.xml.DecoderLimits;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementDecoder;
import io.stanzacast.xmpp.xml.ElementEncoder;
import io.stanzacast.xmpp.xml.XmlException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** RFC 7395: a stream whose every element is a message. Of the channel's event loop; lives as long as the connection. */
final class WebSocketTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketTransport.class);
    /** How long the peer may take to answer our end of the WebSocket (RFC 6455 §7.1.1). */
    private static final long CLOSE_SECONDS = 5;

    private final Channel channel;
    private final Peer peer;
    private final WebSocketConfig config;
    private final FrameWriter writer;
    private final TransportListener listener;
    /** What came in while reading was paused: no more than one read of the socket holds. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private DecoderLimits limits;
    private boolean awaitsOpen = true;
    private boolean opened;
    private boolean paused;
    private boolean closed;
    private boolean gone;
    private WebSocketCloseStatus status = WebSocketCloseStatus.NORMAL_CLOSURE;

    WebSocketTransport(Channel channel, Peer peer, WebSocketConfig config, StreamAcceptor acceptor) {
        this.channel = channel;
        this.peer = peer;
        this.config = config;
        this.writer = new FrameWriter(channel);
        this.limits = DecoderLimits.BEFORE_LOGIN.withMaxBytes(
                Math.min(config.maxMessageBytes(), DecoderLimits.BEFORE_LOGIN.maxBytes()));
        this.listener = acceptor.accept(this);
    }

    @Override
    public Executor executor() {
        return channel.eventLoop();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return peer.address();
    }

    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public boolean isSecure() {
        return peer.secure();
    }

    @Override
    public boolean canStartTls() {
        return false;
    }

    @Override
    public void startTls() {
        throw new IllegalStateException("TLS is beneath a WebSocket, never within (RFC 7395 §3.9)");
    }

    int maxMessageBytes() {
        return limits.maxBytes();
    }

    boolean isPaused() {
        return paused;
    }

    /** A whole message came in (RFC 7395 §3.3.3). */
    void message(byte[] bytes, int length) {
        if (closed) {
            return;
        }
        Element element;
        try {
            if (isBlank(bytes, length)) {
                return;
            }
            if (bytes[0] != '<' || bytes[1] == '?') {
                throw new XmlException(XmlException.Kind.BAD_FORMAT, "a message begins with its element's tag");
            }
            element = ElementDecoder.document(bytes, 0, length, limits);
        } catch (XmlException e) {
            boolean text = ByteBufUtil.isText(Unpooled.wrappedBuffer(bytes, 0, length), StandardCharsets.UTF_8);
            WebSocketCloseStatus code =
                    text ? WebSocketCloseStatus.NORMAL_CLOSURE : WebSocketCloseStatus.INVALID_PAYLOAD_DATA;
            fail(XmlErrors.toStreamException(e), code);
            return;
        }
        inOrder(() -> received(element));
    }

    /** Some clients keep connections alive with white space, which RFC 7395 §3.8 has no use for. */
    private static boolean isBlank(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private void received(Element element) {
        if (element.is("open", Framing.NS)) {
            if (awaitsOpen) {
                awaitsOpen = false;
                listener.opened(Framing.header(element));
            } else {
                failNow(new StreamException(Condition.BAD_FORMAT, "open: not now (expected: once per stream)"));
            }
        } else if (element.is("close", Framing.NS)) {
            listener.closedByPeer();
        } else if (awaitsOpen) {
            Condition condition = element.name().equals("open") ? Condition.INVALID_NAMESPACE : Condition.BAD_FORMAT;
            failNow(new StreamException(condition, element.name() + ": before the stream is open (expected: open)"));
        } else if (element.namespace().equals(Framing.NS) || element.namespace().equals(StreamHeader.NS)) {
            failNow(new StreamException(Condition.BAD_FORMAT, element.name() + ": unexpected"));
        } else {
            listener.received(element);
        }
    }

    void fail(StreamException exception, WebSocketCloseStatus code) {
        inOrder(() -> {
            status = code;
            failNow(exception);
        });
    }

    private void failNow(StreamException exception) {
        listener.failed(exception);
    }

    private void inOrder(Runnable event) {
        if (paused && !closed) {
            waiting.add(event);
        } else if (!closed) {
            event.run();
        }
    }

    /** The peer's half of RFC 6455 §5.5.1; with both halves the connection closes. */
    void closeFrame(int code) {
        boolean answered = closed;
        gone("closed by the peer with " + code);
        if (answered) {
            channel.close();
            return;
        }
        WebSocketCloseStatus reply = WebSocketCloseStatus.isValidStatusCode(code)
                ? WebSocketCloseStatus.valueOf(code)
                : WebSocketCloseStatus.NORMAL_CLOSURE;
        writer.flush();
        channel.writeAndFlush(new CloseWebSocketFrame(reply)).addListener(ChannelFutureListener.CLOSE);
    }

    /** There is nobody to tell any more. */
    void abort(String reason) {
        gone(reason);
        channel.close();
    }

    private void gone(String reason) {
        closed = true;
        waiting.clear();
        if (!gone) {
            gone = true;
            LOG.debug("{} closed: {}", this, reason);
            listener.disconnected(reason);
        }
    }

    @Override
    public void open(StreamHeader header) {
        opened = true;
        send(Framing.open(header));
    }

    @Override
    public void restart() {
        awaitsOpen = true;
        limits = DecoderLimits.AUTHENTICATED.withMaxBytes(config.maxMessageBytes());
    }

    @Override
    public void send(Element element) {
        if (!closed) {
            writer.text(ElementEncoder.encode(element, ""));
            checkBound();
        }
    }

    @Override
    public void send(Broadcast broadcast, byte[] toAttribute) {
        if (!closed) {
            writer.text(broadcast.framed(), broadcast.toOffset(), toAttribute);
            checkBound();
        }
    }

    private void checkBound() {
        if (writer.unsentBytes() > config.maxOutgoingBytes()) {
            status = WebSocketCloseStatus.POLICY_VIOLATION;
            close(Optional.of(new StreamError(
                    Condition.POLICY_VIOLATION,
                    "unsent bytes: " + writer.unsentBytes() + " (expected: at most " + config.maxOutgoingBytes()
                            + ")")));
        }
    }

    @Override
    public void pauseReading() {
        paused = true;
        channel.config().setAutoRead(false);
    }

    @Override
    public void resumeReading() {
        paused = false;
        while (!paused && !waiting.isEmpty()) {
            waiting.remove().run();
        }
        if (!paused) {
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void close(Optional<StreamError> error) {
        if (closed) {
            return;
        }
        closed = true;
        waiting.clear();
        if (error.isPresent()) {
            if (!opened) {
                // RFC 7395 §3.5: even then our stream opens before its error
                writer.text(ElementEncoder.encode(Framing.open(NO_STREAM), ""));
            }
            writer.text(ElementEncoder.encode(error.get().toElement(), ""));
        }
        writer.text(ElementEncoder.encode(Framing.CLOSE, ""));
        finish(status);
        String reason = error.map(StreamError::toString).orElse("stream closed");
        executor().execute(() -> gone(reason));
    }

    private static final StreamHeader NO_STREAM = new StreamHeader("jabber:client", null, null, null, "1.0", null);

    private void finish(WebSocketCloseStatus code) {
        writer.flush();
        paused = false;
        channel.config().setAutoRead(true);
        channel.writeAndFlush(new CloseWebSocketFrame(code));
        channel.eventLoop().schedule(() -> channel.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public String toString() {
        return "[websocket " + channel.id().asShortText() + " "
                + peer.address().getAddress().getHostAddress() + "]";
    }
}
