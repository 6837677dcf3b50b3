package io.stanzacast.media.rtmp.handshake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.ThreadLocalRandom;

/**
 * RTMP 1.0 §5.2, the server's side, plain: answers C0 and C1 with S0, S1 and S2, swallows C2, then leaves the pipeline with an event
 * {@link Done}; bytes behind C2 go on as they came. Owner: the connection's event loop. How long it may take is decided by whoever waits
 * for the event.
 */
public final class HandshakeHandler extends ChannelInboundHandlerAdapter {
    private static final int VERSION = 3;
    private static final int BLOCK = 1536;

    private final byte[] block = new byte[BLOCK];
    private boolean versionSeen;
    private boolean answered;
    private int received;

    /** The peer sent all three of its blocks. */
    public record Done() {}

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        boolean passedOn = false;
        try {
            if (!versionSeen && in.isReadable()) {
                checkVersion(in.readUnsignedByte());
            }
            if (!answered && receive(in)) {
                answer(ctx);
            }
            if (answered && receive(in)) {
                ctx.fireUserEventTriggered(new Done());
                if (in.isReadable()) {
                    passedOn = true;
                    ctx.fireChannelRead(in);
                }
                ctx.pipeline().remove(this);
            }
        } finally {
            if (!passedOn) {
                in.release();
            }
        }
    }

    private void checkVersion(int version) {
        versionSeen = true;
        if (version != VERSION) {
            String guess = version == 0x16 ? ", TLS" : version >= 'A' && version <= 'Z' ? ", HTTP" : "";
            throw new HandshakeException("handshake version: " + version + guess + " (expected: 3)");
        }
    }

    /** Whether a block is whole now. */
    private boolean receive(ByteBuf in) {
        int count = Math.min(BLOCK - received, in.readableBytes());
        in.readBytes(block, received, count);
        received += count;
        return received == BLOCK;
    }

    /** S2 is C1 as it came: its time and its random bytes. */
    private void answer(ChannelHandlerContext ctx) {
        byte[] random = new byte[BLOCK - 8];
        ThreadLocalRandom.current().nextBytes(random);
        ByteBuf out = ctx.alloc().buffer(1 + 2 * BLOCK);
        out.writeByte(VERSION).writeLong(0).writeBytes(random).writeBytes(block);
        ctx.writeAndFlush(out);
        answered = true;
        received = 0;
    }
}
