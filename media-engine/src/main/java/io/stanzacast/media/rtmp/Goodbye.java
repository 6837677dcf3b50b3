package io.stanzacast.media.rtmp;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.stanzacast.media.rtmp.message.RtmpMessage;
import java.util.concurrent.TimeUnit;

/**
 * Says a last word and closes so that it arrives: flush, shut the output, read on for up to a second and forget what comes, close. Closing
 * with unread input would reset the connection and lose the word. Owner: the connection's event loop.
 */
final class Goodbye extends ChannelInboundHandlerAdapter {
    private static final int DRAIN_MILLIS = 1000;

    private Goodbye() {}

    static void say(ChannelHandlerContext ctx, RtmpMessage word) {
        ctx.pipeline().addFirst(new Goodbye());
        ctx.channel().config().setAutoRead(true);
        ctx.writeAndFlush(word).addListener((ChannelFutureListener) written -> {
            if (written.channel() instanceof DuplexChannel duplex && written.isSuccess()) {
                duplex.shutdownOutput();
            }
        });
        ctx.executor().schedule(() -> ctx.close(), DRAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }
}
