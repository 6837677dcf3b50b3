package io.stanzacast.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.function.Supplier;

/** Writes answers: one whole response to each request, on its connection's event loop. */
final class HlsResponder {
    private static final AsciiString PLAYLIST_TYPE = AsciiString.cached("application/vnd.apple.mpegurl");
    private static final AsciiString MEDIA_TYPE = AsciiString.cached("video/mp4");
    private static final AsciiString EXPOSED = AsciiString.cached("Age, Content-Length, Content-Range, Date, ETag");
    private static final AsciiString METHODS = AsciiString.cached("GET, HEAD, OPTIONS");
    private static final AsciiString REQUEST_HEADERS = AsciiString.cached("If-None-Match, If-Range, Range");
    private static final AsciiString BYTES = AsciiString.cached("bytes");
    private static final AsciiString DAY_IN_SECONDS = AsciiString.cached("86400");
    private static final AsciiString STAR = AsciiString.cached("*");

    private HlsResponder() {}

    /** A playlist, or 304 if the client has it. Takes {@code body} only if it is needed. */
    static void playlist(HlsRequest request, String entityTag, String cacheControl, Supplier<ByteBuf> body) {
        boolean known = request.matches(entityTag);
        ByteBuf content = known ? Unpooled.EMPTY_BUFFER : body.get();
        DefaultFullHttpResponse response =
                response(known ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK, content);
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.ETAG, entityTag)
                .set(HttpHeaderNames.CACHE_CONTROL, cacheControl)
                .set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        if (!known) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, PLAYLIST_TYPE);
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
            if (request.gzip()) {
                headers.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
            }
        }
        write(request, response);
    }

    /** Media, whole or the range that is asked for (RFC 9110 §14). Takes over {@code content}. */
    static void media(HlsRequest request, String entityTag, String cacheControl, ByteBuf content) {
        int size = content.readableBytes();
        if (request.matches(entityTag)) {
            content.release();
            DefaultFullHttpResponse response = response(HttpResponseStatus.NOT_MODIFIED, Unpooled.EMPTY_BUFFER);
            response.headers().set(HttpHeaderNames.ETAG, entityTag).set(HttpHeaderNames.CACHE_CONTROL, cacheControl);
            write(request, response);
            return;
        }
        ByteRange range = ByteRange.parse(request.rangeOf(entityTag), size);
        if (range != null && range.count() == 0) {
            content.release();
            DefaultFullHttpResponse response =
                    response(HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE, Unpooled.EMPTY_BUFFER);
            response.headers()
                    .set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + size)
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
            write(request, response);
            return;
        }
        HttpResponseStatus status = range == null ? HttpResponseStatus.OK : HttpResponseStatus.PARTIAL_CONTENT;
        if (range != null) {
            content.readerIndex(content.readerIndex() + range.first());
            content.writerIndex(content.readerIndex() + range.count());
        }
        DefaultFullHttpResponse response = response(status, content);
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, MEDIA_TYPE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes())
                .set(HttpHeaderNames.ACCEPT_RANGES, BYTES)
                .set(HttpHeaderNames.ETAG, entityTag)
                .set(HttpHeaderNames.CACHE_CONTROL, cacheControl);
        if (range != null) {
            int last = range.first() + range.count() - 1;
            headers.set(HttpHeaderNames.CONTENT_RANGE, "bytes " + range.first() + '-' + last + '/' + size);
        }
        write(request, response);
    }

    /** An answer without a body. */
    static void empty(HlsRequest request, HttpResponseStatus status, String cacheControl) {
        DefaultFullHttpResponse response = response(status, Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, cacheControl).setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        write(request, response);
    }

    static void methodNotAllowed(HlsRequest request) {
        DefaultFullHttpResponse response = response(HttpResponseStatus.METHOD_NOT_ALLOWED, Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.ALLOW, METHODS).setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        write(request, response);
    }

    /** A preflight request (Fetch §3.2.2): anybody may read, with ranges. */
    static void options(HlsRequest request) {
        DefaultFullHttpResponse response = response(HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.ALLOW, METHODS)
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, DAY_IN_SECONDS);
        write(request, response);
    }

    private static DefaultFullHttpResponse response(HttpResponseStatus status, ByteBuf content) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        response.headers()
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, STAR)
                .set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        return response;
    }

    private static void write(HlsRequest request, DefaultFullHttpResponse response) {
        if (request.head() && response.content().isReadable()) {
            DefaultFullHttpResponse header = new DefaultFullHttpResponse(
                    response.protocolVersion(),
                    response.status(),
                    Unpooled.EMPTY_BUFFER,
                    response.headers(),
                    response.trailingHeaders());
            response.release();
            request.ctx().writeAndFlush(header);
        } else {
            request.ctx().writeAndFlush(response);
        }
    }
}
