package io.stanzacast.media.hls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of a request as long as it waits.
 *
 * @param ctx of the connection it came by
 * @param uri with its query
 * @param head whether only the header is wanted
 * @param gzip whether the client takes gzip (RFC 9110 §12.5.3)
 * @param ifNoneMatch the header's value, null if absent
 * @param ifRange the header's value, null if absent
 * @param range the header's value, null if absent
 */
record HlsRequest(
        ChannelHandlerContext ctx,
        String uri,
        boolean head,
        boolean gzip,
        @Nullable String ifNoneMatch,
        @Nullable String ifRange,
        @Nullable String range) {

    static HlsRequest of(ChannelHandlerContext ctx, FullHttpRequest request) {
        return new HlsRequest(
                ctx,
                request.uri(),
                request.method().equals(HttpMethod.HEAD),
                takesGzip(request.headers().get(HttpHeaderNames.ACCEPT_ENCODING)),
                request.headers().get(HttpHeaderNames.IF_NONE_MATCH),
                request.headers().get(HttpHeaderNames.IF_RANGE),
                request.headers().get(HttpHeaderNames.RANGE));
    }

    private static boolean takesGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",", 16)) {
            String[] parts = coding.split(";", 2);
            if (parts[0].trim().equals("gzip")) {
                return parts.length == 1 || !parts[1].replace(" ", "").matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    boolean matches(String entityTag) {
        return ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.contains(entityTag));
    }

    /** The range to serve: null if the whole is wanted, because nothing else was asked for or because it has changed since. */
    @Nullable
    String rangeOf(String entityTag) {
        return ifRange == null || ifRange.equals(entityTag) ? range : null;
    }
}
