package io.stanzacast.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;

/**
 * Answers the requests below a path. Called on the connection's event loop, for one request at a time per connection. Writes and flushes exactly
 * one {@code FullHttpResponse} on {@code ctx}, now or later, or takes the channel over. The request is released when the call returns:
 * who needs it longer retains it.
 */
@FunctionalInterface
public interface Route {
    void handle(ChannelHandlerContext ctx, FullHttpRequest request);
}
