package io.stanzacast.server.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;

/**
 * Gives every answer, of whatever route and of the listener itself, what keeps browsers from making more of it than it is: no guessing of
 * types (Fetch §3.6), and no rights for what is opened as a page unless the route gave it some. Shared by all event loops.
 */
@Sharable
final class SafetyHeaders extends ChannelOutboundHandlerAdapter {
    private static final AsciiString CONTENT_TYPE_OPTIONS = AsciiString.cached("x-content-type-options");
    private static final AsciiString NO_SNIFF = AsciiString.cached("nosniff");
    private static final AsciiString CONTENT_SECURITY_POLICY = AsciiString.cached("content-security-policy");
    private static final AsciiString NOTHING = AsciiString.cached("default-src 'none'; frame-ancestors 'none'");

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            HttpHeaders headers = response.headers();
            headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
            if (!headers.contains(CONTENT_SECURITY_POLICY)) {
                headers.set(CONTENT_SECURITY_POLICY, NOTHING);
            }
        }
        ctx.write(message, promise);
    }
}
