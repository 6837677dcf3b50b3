package io.stanzacast.xmpp.net;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementEncoder;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client's stream over TCP (RFC 6120 §3), plain or under TLS. Owner: its channel's event loop; lives as long as the channel. */
final class TcpTransport implements Transport {
    private static final String PROCEED = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    /** How long what the peer still sends is thrown away, so that it can read our last words before the connection is reset. */
    private static final long LINGER_SECONDS = 2;

    private final Channel channel;
    private final InetSocketAddress remoteAddress;
    private final C2sConfig config;
    private final TlsInsertion tls;
    private final LoopState loop;
    private final Outgoing outgoing;
    private final Incoming incoming;
    private boolean dirty;
    private boolean secure;
    private boolean closed;
    private @Nullable String reason;

    TcpTransport(Channel channel, C2sConfig config, TlsInsertion tls, LoopState loop) {
        this.channel = channel;
        this.remoteAddress = (InetSocketAddress) channel.remoteAddress();
        this.config = config;
        this.tls = tls;
        this.loop = loop;
        this.outgoing = new Outgoing(channel, config);
        this.incoming = new Incoming(this, config.limitsBeforeLogin(), loop);
    }

    Incoming incoming() {
        return incoming;
    }

    @Override
    public Executor executor() {
        return channel.eventLoop();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    /** The handshake is done. */
    void secured() {
        secure = true;
    }

    @Override
    public boolean canStartTls() {
        return !secure && !closed && tls.isPossible(incoming.host());
    }

    @Override
    public void startTls() {
        if (closed) {
            return;
        }
        if (incoming.undecodedBytes() > 0) {
            // RFC 6120 §5.4.3.3: whatever came in the clear must not be taken for something that came under TLS
            close(Optional.of(new StreamError(
                    StreamError.Condition.POLICY_VIOLATION, "bytes between starttls and the handshake")));
            return;
        }
        outgoing.add(PROCEED);
        flush();
        incoming.restart(config.limitsBeforeLogin());
        tls.insert(channel, incoming.host());
    }

    @Override
    public void open(StreamHeader header) {
        write(StreamHeaders.write(header));
    }

    @Override
    public void restart() {
        incoming.restart(config.limits());
    }

    @Override
    public void send(Element element) {
        write(ElementEncoder.encodeToString(element, Stanza.NS));
    }

    private void write(String text) {
        if (!closed) {
            outgoing.add(text);
            added();
        }
    }

    @Override
    public void send(Broadcast broadcast, byte[] toAttribute) {
        if (!closed) {
            outgoing.add(broadcast, toAttribute);
            added();
        }
    }

    private void added() {
        if (outgoing.isTooMuch()) {
            cut("policy-violation: more than " + config.maxPendingBytes() + " bytes not taken");
        } else if (outgoing.isLarge()) {
            flush();
        } else if (!dirty) {
            dirty = true;
            loop.flushLater(this);
        }
    }

    /** Writes what this turn has gathered. */
    void flush() {
        dirty = false;
        if (outgoing.flush()) {
            loop.watch(this);
        }
    }

    /** Whether it is still to be watched; cuts a peer off that has taken nothing for too long. */
    boolean isStalled(long nanoTime) {
        if (!closed && outgoing.isTooOld(nanoTime)) {
            cut("policy-violation: nothing taken for " + config.maxPendingAge().toSeconds() + " s");
        }
        return !closed && outgoing.hasBacklog();
    }

    @Override
    public void pauseReading() {
        incoming.pause();
        if (!closed) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void resumeReading() {
        if (!closed) {
            channel.config().setAutoRead(true);
            incoming.resume();
        }
    }

    @Override
    public void close(Optional<StreamError> error) {
        if (closed) {
            return;
        }
        error.ifPresent(sent -> outgoing.add(ElementEncoder.encodeToString(sent.toElement(), Stanza.NS)));
        outgoing.add(StreamHeaders.END);
        flush();
        over(error.map(StreamError::toString).orElse("closed"));
        channel.config().setAutoRead(true);
        channel.write(io.netty.buffer.Unpooled.EMPTY_BUFFER).addListener(written -> halfClose());
        channel.flush();
        channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private void halfClose() {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler != null) {
            handler.closeOutbound().addListener(done -> shutDown());
        } else {
            shutDown();
        }
    }

    private void shutDown() {
        if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput();
        } else {
            channel.close();
        }
    }

    /** Closes at once, without a word: the peer does not read. */
    void cut(String why) {
        if (!closed) {
            over(why);
            channel.close();
        }
    }

    /** The channel is gone. */
    void gone(String why) {
        over(why);
    }

    private void over(String why) {
        if (closed) {
            return;
        }
        closed = true;
        reason = why;
        outgoing.end();
        incoming.end();
        channel.eventLoop().execute(() -> incoming.disconnected(reason == null ? why : reason));
    }
}
