package io.stanzacast.bosh;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.EventExecutor;
import io.stanzacast.bosh.web.AddressBlock;
import io.stanzacast.bosh.web.Answers;
import io.stanzacast.bosh.web.Origins;
import io.stanzacast.bosh.web.Peer;
import io.stanzacast.bosh.web.SessionQuota;
import io.stanzacast.xmpp.stream.StreamAcceptor;
import io.stanzacast.xmpp.xml.DecoderLimits;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * XEP-0124 over HTTP: requests to their sessions. Safe for all event loops; lives as long as the server.
 */
public final class BoshHandler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BoshHandler.class);
    private static final String METHODS = "GET, HEAD, OPTIONS, POST";

    private final BoshConfig config;
    private final StreamAcceptor acceptor;
    private final Origins origins;
    private final BoshSessions sessions;
    private final int maxPayloadBytes;
    private volatile boolean closed;

    @Inject
    public BoshHandler(BoshConfig config, StreamAcceptor acceptor) {
        this.config = config;
        this.acceptor = acceptor;
        this.origins = new Origins(config.allowedOrigins());
        this.sessions = new BoshSessions(new SessionQuota(config.maxSessions(), config.maxSessionsPerAddress()));
        this.maxPayloadBytes = Math.min(config.maxBodyBytes(), DecoderLimits.AUTHENTICATED.maxBytes());
    }

    /** How many sessions there are. */
    public int size() {
        return sessions.size();
    }

    /** Ends all sessions with {@code system-shutdown} and refuses new ones; returns before they have ended. From any thread. */
    @Override
    public void close() {
        closed = true;
        sessions.forEach(session -> session.owner().execute(session::shutDown));
    }

    /**
     * Answers the request with exactly one response, now or later, written to its channel. Called on the channel's event loop. The caller
     * releases the request.
     */
    public void handle(ChannelHandlerContext ctx, FullHttpRequest request) {
        HttpMethod method = request.method();
        if (!origins.allows(request.headers())) {
            refuse(ctx, request, HttpResponseStatus.FORBIDDEN, "Origin: not among allowed-origins of this server");
        } else if (method.equals(HttpMethod.POST)) {
            post(ctx, request);
        } else if (method.equals(HttpMethod.OPTIONS)) {
            preflight(ctx, request);
        } else if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            refuse(
                    ctx,
                    request,
                    HttpResponseStatus.OK,
                    "This is the address for XMPP over BOSH (XEP-0124, XEP-0206). Give it to an XMPP client.");
        } else {
            FullHttpResponse response =
                    Answers.text(request, HttpResponseStatus.METHOD_NOT_ALLOWED, "Method: expected POST");
            response.headers().set(HttpHeaderNames.ALLOW, METHODS);
            Answers.send(ctx.channel(), request, response);
        }
    }

    private static void refuse(
            ChannelHandlerContext ctx, FullHttpRequest request, HttpResponseStatus status, String text) {
        Answers.send(ctx.channel(), request, Answers.text(request, status, text));
    }

    /** Fetch §4.8: whether a page of another origin may post XML. */
    private void preflight(ChannelHandlerContext ctx, FullHttpRequest request) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.ALLOW, METHODS)
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, HttpHeaderNames.CONTENT_TYPE)
                .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, 86_400);
        origins.permit(request.headers(), response.headers());
        Answers.send(ctx.channel(), request, response);
    }

    private void post(ChannelHandlerContext ctx, FullHttpRequest request) {
        BoshExchange exchange = new BoshExchange(ctx.channel(), request, origins);
        int bytes = request.content().readableBytes();
        if (bytes > config.maxBodyBytes()) {
            end(exchange, TerminalCondition.POLICY_VIOLATION);
            return;
        }
        Peer peer = Peer.of(ctx.channel(), config.considerSecure());
        try {
            BoshBody body = BodyDecoder.decode(ByteBufUtil.getBytes(request.content()), maxPayloadBytes);
            Optional<String> sid = body.sid();
            if (sid.isEmpty()) {
                create(ctx, peer, body, exchange);
            } else {
                withSession(sid.get(), exchange, session -> session.receive(body, exchange, peer.secure()));
            }
        } catch (BoshException e) {
            LOG.debug("[bosh {}] {}: {}", peer.address(), e.condition().word(), e.getMessage());
            if (e.sid().isPresent()) {
                String reason = String.valueOf(e.getMessage());
                withSession(e.sid().get(), exchange, session -> session.malformed(exchange, e.condition(), reason));
            } else {
                end(exchange, e.condition());
            }
        }
    }

    /** On the session's owner, in the order in which one connection brings its requests. */
    private void withSession(String sid, BoshExchange exchange, Consumer<BoshSession> action) {
        Optional<BoshSession> found = sessions.find(sid);
        if (found.isEmpty()) {
            end(exchange, TerminalCondition.ITEM_NOT_FOUND);
            return;
        }
        BoshSession session = found.get();
        EventExecutor owner = session.owner();
        if (owner.inEventLoop()) {
            action.accept(session);
        } else {
            owner.execute(() -> action.accept(session));
        }
    }

    private void create(ChannelHandlerContext ctx, Peer peer, BoshBody body, BoshExchange exchange)
            throws BoshException {
        if (body.attribute("to").orElse("").isEmpty()) {
            throw new BoshException(TerminalCondition.IMPROPER_ADDRESSING, "to: missing (expected: a domain)");
        }
        if (closed) {
            throw new BoshException(TerminalCondition.SYSTEM_SHUTDOWN, "no new sessions");
        }
        SessionTerms terms = SessionTerms.of(body, config);
        if (!sessions.takeRoom(AddressBlock.of(peer.address()))) {
            throw new BoshException(TerminalCondition.POLICY_VIOLATION, "too many sessions");
        }
        new BoshSession(ctx.channel().eventLoop(), peer, config, terms, sessions, body.rid(), acceptor)
                .begin(body, exchange);
    }

    private static void end(BoshExchange exchange, TerminalCondition condition) {
        exchange.answer(ResponseBody.CONTENT_TYPE, ResponseBody.terminate(condition));
    }
}
