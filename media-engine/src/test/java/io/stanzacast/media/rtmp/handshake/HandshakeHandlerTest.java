package io.stanzacast.media.rtmp.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RTMP 1.0 §5.2")
class HandshakeHandlerTest {
    private final List<Object> events = new ArrayList<>();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new HandshakeHandler(), new ChannelInboundHandlerAdapter() {
                @Override
                public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                    events.add(event);
                }
            });

    @Test
    void answersAsSoonAsTheFirstBlockIsWhole() {
        byte[] client = client();
        channel.writeInbound(Unpooled.copiedBuffer(client, 0, 1536));
        assertThat((Object) channel.readOutbound()).isNull();
        channel.writeInbound(Unpooled.copiedBuffer(client, 1536, 1));
        byte[] answer = outbound();
        assertThat(answer).hasSize(1 + 1536 + 1536).startsWith(3, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(Arrays.copyOfRange(answer, 1537, 3073)).isEqualTo(Arrays.copyOfRange(client, 1, 1537));
        assertThat(events).isEmpty();
    }

    @Test
    void passesOnWhatFollowsTheLastBlockWhereverBytesAreSplit() {
        byte[] client = client();
        for (int split = 0; split < client.length; split += 61) {
            EmbeddedChannel fresh = new EmbeddedChannel(new HandshakeHandler());
            fresh.writeInbound(Unpooled.copiedBuffer(client, 0, split));
            fresh.writeInbound(Unpooled.copiedBuffer(client, split, client.length - split));
            ByteBuf rest = Unpooled.buffer();
            for (ByteBuf in = fresh.readInbound(); in != null; in = fresh.readInbound()) {
                rest.writeBytes(in);
                in.release();
            }
            assertThat(ByteBufUtil.getBytes(rest)).as("split at " + split).containsExactly(0x02, 0x01);
            assertThat(fresh.pipeline().get(HandshakeHandler.class)).isNull();
            fresh.releaseOutbound();
        }
    }

    @Test
    void saysWhenItIsDone() {
        channel.writeInbound(Unpooled.copiedBuffer(client()));
        assertThat(events).containsExactly(new HandshakeHandler.Done());
        channel.releaseInbound();
        channel.releaseOutbound();
    }

    @ParameterizedTest
    @CsvSource({"22, '22, TLS'", "71, '71, HTTP'", "80, '80, HTTP'", "6, 6", "0, 0"})
    void refusesOtherProtocolsAtTheirFirstByte(int first, String named) {
        assertThatThrownBy(() -> channel.writeInbound(Unpooled.copiedBuffer(new byte[] {(byte) first})))
                .isInstanceOf(HandshakeException.class)
                .hasMessage("handshake version: " + named + " (expected: 3)");
    }

    /** C0, C1, C2 and the first two bytes of a chunk. */
    private static byte[] client() {
        byte[] bytes = new byte[1 + 1536 + 1536 + 2];
        new Random(9).nextBytes(bytes);
        bytes[0] = 3;
        bytes[3073] = 2;
        bytes[3074] = 1;
        return bytes;
    }

    private byte[] outbound() {
        ByteBuf out = channel.readOutbound();
        byte[] bytes = ByteBufUtil.getBytes(out);
        out.release();
        return bytes;
    }
}
