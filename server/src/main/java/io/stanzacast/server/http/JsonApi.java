package io.stanzacast.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the pages ask: {@code /api/site}, {@code /api/channels}, {@code /api/channels/NAME}. All public. The suppliers are asked on event
 * loops and must not block.
 */
public final class JsonApi implements Route {
    private static final String ONE = "/api/channels/";

    /** A channel as pages see it; paths are of this server. */
    public record Channel(
            String name,
            String title,
            String language,
            String state,
            String access,
            String room,
            String playlist,
            String page,
            String client) {}

    /** What a page must know to chat. */
    public record Site(String domain, String guestDomain, String roomsDomain, String websocket, String bosh) {}

    private final ObjectMapper json = new ObjectMapper();
    private final Site site;
    private final Supplier<List<Channel>> channels;
    private final Function<String, Optional<Channel>> channel;

    /**
     * @param channels those that are listed
     * @param channel one by name, listed or not
     */
    public JsonApi(Site site, Supplier<List<Channel>> channels, Function<String, Optional<Channel>> channel) {
        this.site = site;
        this.channel = channel;
        this.channels = channels;
    }

    @Override
    public void handle(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            Responses.send(
                    ctx,
                    request,
                    answer(HttpResponseStatus.METHOD_NOT_ALLOWED, Map.of("error", "GET or HEAD expected")));
            return;
        }
        int end = request.uri().indexOf('?');
        String path = end < 0 ? request.uri() : request.uri().substring(0, end);
        if (path.equals("/api/site")) {
            Responses.send(ctx, request, answer(HttpResponseStatus.OK, site));
        } else if (path.equals("/api/channels")) {
            Responses.send(ctx, request, answer(HttpResponseStatus.OK, Map.of("channels", channels.get())));
        } else if (path.startsWith(ONE)) {
            String name = path.substring(ONE.length());
            FullHttpResponse response = channel.apply(name)
                    .map(found -> answer(HttpResponseStatus.OK, found))
                    .orElseGet(() -> answer(HttpResponseStatus.NOT_FOUND, Map.of("error", "no such channel")));
            Responses.send(ctx, request, response);
        } else {
            Responses.send(ctx, request, answer(HttpResponseStatus.NOT_FOUND, Map.of("error", "no such resource")));
        }
    }

    private FullHttpResponse answer(HttpResponseStatus status, Object value) {
        try {
            FullHttpResponse response =
                    Responses.of(status, "application/json", Unpooled.wrappedBuffer(json.writeValueAsBytes(value)));
            response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
            return response;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
