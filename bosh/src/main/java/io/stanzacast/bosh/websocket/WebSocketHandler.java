package io.stanzacast.bosh.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.stanzacast.bosh.web.AddressBlock;
import io.stanzacast.bosh.web.Answers;
import io.stanzacast.bosh.web.Origins;
import io.stanzacast.bosh.web.Peer;
import io.stanzacast.bosh.web.SessionQuota;
import io.stanzacast.xmpp.stream.StreamAcceptor;
import io.stanzacast.xmpp.stream.StreamError;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RFC 7395 §3.1: answers upgrades to the subprotocol {@code xmpp} and takes the channel over. Safe for all event loops; lives as long as the
 * server.
 */
public final class WebSocketHandler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketHandler.class);
    private static final String SUBPROTOCOL = "xmpp";

    private final WebSocketConfig config;
    private final StreamAcceptor acceptor;
    private final Origins origins;
    private final SessionQuota quota;
    private final UpgradeRate rate;
    private final Set<WebSocketTransport> transports = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    @Inject
    public WebSocketHandler(WebSocketConfig config, StreamAcceptor acceptor, Clock clock) {
        this.config = config;
        this.acceptor = acceptor;
        this.origins = new Origins(config.allowedOrigins());
        this.quota = new SessionQuota(config.maxSessions(), config.maxSessionsPerAddress());
        this.rate = new UpgradeRate(config.upgradesPerMinute(), clock);
    }

    /** How many connections there are. */
    public int size() {
        return quota.size();
    }

    /** Ends all streams with {@code system-shutdown} and refuses new ones; returns before they have ended. From any thread. */
    @Override
    public void close() {
        closed = true;
        Optional<StreamError> shutdown = Optional.of(new StreamError(StreamError.Condition.SYSTEM_SHUTDOWN, null));
        transports.forEach(transport -> transport.executor().execute(() -> transport.close(shutdown)));
    }

    /**
     * Answers. Called on the channel's event loop; a channel that was upgraded belongs to this handler, and everything behind its {@link
     * HttpServerCodec} is gone from the pipeline. The caller releases the request.
     */
    public void handle(ChannelHandlerContext ctx, FullHttpRequest request) {
        Peer peer = Peer.of(ctx.channel(), config.considerSecure());
        InetAddress block = AddressBlock.of(peer.address());
        FullHttpResponse refusal = refusal(request, block);
        if (refusal != null) {
            Answers.send(ctx.channel(), request, refusal);
        } else if (!closed && quota.take(block)) {
            ctx.channel().closeFuture().addListener(closed -> quota.release(block));
            upgrade(ctx, request, peer);
        } else {
            LOG.debug("[websocket {}] refused: too many sessions", peer.address());
            FullHttpResponse full = Answers.text(
                    request, HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many sessions. Try again later.");
            full.headers().set(HttpHeaderNames.RETRY_AFTER, 30);
            Answers.send(ctx.channel(), request, full);
        }
    }

    private @Nullable FullHttpResponse refusal(FullHttpRequest request, InetAddress block) {
        if (!request.method().equals(HttpMethod.GET)
                || !request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            FullHttpResponse hint = Answers.text(
                    request,
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    "This is the address for XMPP over WebSocket (RFC 7395). Give it to an XMPP client.");
            hint.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            return hint;
        }
        if (!"13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            FullHttpResponse version =
                    Answers.text(request, HttpResponseStatus.UPGRADE_REQUIRED, "Sec-WebSocket-Version: expected 13");
            version.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
            return version;
        }
        if (!offersXmpp(request)) {
            return Answers.text(request, HttpResponseStatus.BAD_REQUEST, "Sec-WebSocket-Protocol: expected xmpp");
        }
        if (!origins.allows(request.headers())) {
            return Answers.text(
                    request, HttpResponseStatus.FORBIDDEN, "Origin: not among allowed-origins of this server");
        }
        if (!rate.admits(block)) {
            FullHttpResponse slower =
                    Answers.text(request, HttpResponseStatus.TOO_MANY_REQUESTS, "Too many attempts. Try again later.");
            slower.headers().set(HttpHeaderNames.RETRY_AFTER, 5);
            return slower;
        }
        return null;
    }

    private static boolean offersXmpp(FullHttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL, false);
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, Peer peer) {
        Channel channel = ctx.channel();
        ChannelPipeline pipeline = channel.pipeline();
        for (ChannelHandler handler : behindCodec(pipeline)) {
            pipeline.remove(handler);
        }
        FrameHandler frames = new FrameHandler(config.pingSeconds());
        pipeline.addLast("xmpp-websocket", frames);
        WebSocketDecoderConfig decoding = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(config.maxMessageBytes())
                .expectMaskedFrames(true)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .build();
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshaker13(null, SUBPROTOCOL, decoding);
        try {
            handshaker.handshake(channel, request).addListener(done -> {
                if (done.isSuccess()) {
                    channel.config().setAutoRead(true);
                    WebSocketTransport transport = new WebSocketTransport(channel, peer, config, acceptor);
                    transports.add(transport);
                    channel.closeFuture().addListener(gone -> transports.remove(transport));
                    LOG.debug("{} opened", transport);
                    frames.start(pipeline.context(frames), transport);
                } else {
                    channel.close();
                }
            });
        } catch (WebSocketHandshakeException e) {
            FullHttpResponse bad = Answers.text(request, HttpResponseStatus.BAD_REQUEST, "WebSocket: bad handshake");
            Answers.send(channel, false, request.protocolVersion(), bad);
        }
    }

    private static List<ChannelHandler> behindCodec(ChannelPipeline pipeline) {
        List<ChannelHandler> behind = new ArrayList<>();
        boolean found = false;
        for (Map.Entry<String, ChannelHandler> entry : pipeline) {
            if (found) {
                behind.add(entry.getValue());
            }
            found |= entry.getValue() instanceof HttpServerCodec;
        }
        return behind;
    }
}
