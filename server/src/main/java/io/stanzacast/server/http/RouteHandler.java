package io.stanzacast.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a request to the route of its path. One per connection, on its event loop. */
final class RouteHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger log = LoggerFactory.getLogger(RouteHandler.class);
    private static final AttributeKey<InetSocketAddress> REMOTE_ADDRESS = AttributeKey.valueOf("remoteAddress");

    private final Routes routes;
    private final List<String> trustedProxies;

    RouteHandler(Routes routes, List<String> trustedProxies) {
        this.routes = routes;
        this.trustedProxies = trustedProxies;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refuse(ctx, request.decoderResult().cause());
            return;
        }
        if (request.protocolVersion().isKeepAliveDefault()
                && request.headers().getAll(HttpHeaderNames.HOST).size() != 1) {
            refuse(ctx, new IllegalArgumentException("Host: expected once (RFC 9112 §3.2)"));
            return;
        }
        if (!trustedProxies.isEmpty()) {
            believeProxy(ctx, request);
        }
        try {
            routes.find(request.uri())
                    .ifPresentOrElse(
                            route -> route.handle(ctx, request),
                            () -> Responses.send(
                                    ctx, request, Responses.text(HttpResponseStatus.NOT_FOUND, "no such page")));
        } catch (RuntimeException bug) {
            log.error("[http {}] {} failed", ctx.channel().id(), request.method(), bug);
            ctx.close();
        }
    }

    private static void refuse(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("[http {}] refused: {}", ctx.channel().id(), cause.toString());
        FullHttpResponse refusal = cause instanceof TooLongHttpHeaderException
                ? Responses.text(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "headers too long")
                : cause instanceof TooLongHttpLineException
                        ? Responses.text(HttpResponseStatus.REQUEST_URI_TOO_LONG, "request line too long")
                        : Responses.text(HttpResponseStatus.BAD_REQUEST, "this is no HTTP request");
        refusal.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(refusal).addListener(written -> ctx.close());
    }

    /** The client's address as a trusted proxy in front of us names it: the last it appended. */
    private void believeProxy(ChannelHandlerContext ctx, FullHttpRequest request) {
        InetSocketAddress peer = (InetSocketAddress) ctx.channel().remoteAddress();
        String forwarded = request.headers().get("X-Forwarded-For");
        if (forwarded == null || !trustedProxies.contains(peer.getAddress().getHostAddress())) {
            return;
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).trim();
        if (!last.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) { // a name would be looked up
            return;
        }
        try {
            ctx.channel().attr(REMOTE_ADDRESS).set(new InetSocketAddress(InetAddress.getByName(last), peer.getPort()));
        } catch (UnknownHostException e) {
            log.debug("[http {}] X-Forwarded-For is no address", ctx.channel().id());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("[http {}] {}", ctx.channel().id(), cause.toString());
        ctx.close();
    }
}
