package io.stanzacast.media.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.stanzacast.media.rtmp.amf.AmfException;
import io.stanzacast.media.rtmp.amf.AmfValue;
import io.stanzacast.media.rtmp.chunk.ChunkMessage;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RTMP 1.0 §5.4, §6.2, §7.1")
class MessageCodecTest {
    private record Case(RtmpMessage message, int type, int streamId, String body) {}

    private static final List<Case> BOTH_WAYS = List.of(
            new Case(new Acknowledgement(0xFFFF_FFFFL), 3, 0, "ffffffff"),
            new Case(new WindowAcknowledgementSize(2_500_000), 5, 0, "002625a0"),
            new Case(new SetPeerBandwidth(2_500_000, 2), 6, 0, "002625a002"),
            new Case(new UserControl(UserControl.PING_REQUEST, 10_000), 4, 0, "000600002710"),
            new Case(
                    new CommandMessage(1, "publish", 5, List.of(new AmfValue.Null(), new AmfValue.Text("k"))),
                    20,
                    1,
                    "0200077075626c697368" + "004014000000000000" + "05" + "0200016b"),
            new Case(
                    new DataMessage(1, List.of(new AmfValue.Text("onMetaData"), new AmfValue.Null())),
                    18,
                    1,
                    "02000a6f6e4d65746144617461" + "05"));

    @Test
    void readsAndWritesMessages() {
        assertThat(BOTH_WAYS).allSatisfy(row -> {
            ChunkMessage written = MessageEncoder.encode(row.message);
            assertThat(written.type()).isEqualTo(row.type);
            assertThat(written.streamId()).isEqualTo(row.streamId);
            assertThat(HexFormat.of().formatHex(written.body())).isEqualTo(row.body);
            assertThat(decode(written)).containsExactly(row.message);
        });
    }

    @Test
    void writesSetChunkSizeWhichTheChunkDecoderTakes() {
        assertThat(MessageEncoder.encode(new SetChunkSize(65_536)).body()).containsExactly(0, 1, 0, 0);
    }

    @Test
    void readsCommandsBehindAnAmf3Selector() {
        assertThat(decode(message(17, 0, "00" + "02000463616c6c" + "000000000000000000")))
                .containsExactly(new CommandMessage(0, "call", 0, List.of()));
        assertThat(decode(message(15, 1, "00" + "05")))
                .containsExactly(new DataMessage(1, List.of(new AmfValue.Null())));
    }

    @Test
    void readsACommandWithoutTransaction() {
        assertThat(decode(message(20, 0, "02000463616c6c")))
                .containsExactly(new CommandMessage(0, "call", 0, List.of()));
    }

    @Test
    void handsMediaOverWithoutACopy() {
        byte[] body = {0x17, 1};
        List<RtmpMessage> decoded = decode(new ChunkMessage(4, 9, 40, 1, body));
        assertThat(((VideoMessage) decoded.get(0)).body()).isSameAs(body);
        assertThat(((AudioMessage) decode(new ChunkMessage(4, 8, 40, 1, body)).get(0)).body())
                .isSameAs(body);
    }

    @Test
    @DisplayName("RTMP 1.0 §7.1.6")
    void splitsAnAggregateAndShiftsItsTimes() {
        String first = "09" + "000002" + "0000ff" + "01" + "000000" + "1701" + "0000000d";
        String second = "08" + "000001" + "000109" + "01" + "000000" + "af" + "0000000c";
        List<RtmpMessage> parts = decode(new ChunkMessage(4, 22, 1000, 7, hex(first + second)));
        assertThat(parts).hasSize(2);
        VideoMessage video = (VideoMessage) parts.get(0);
        AudioMessage audio = (AudioMessage) parts.get(1);
        assertThat(List.of(video.timestamp(), audio.timestamp())).containsExactly(1000L, 1010L);
        assertThat(List.of(video.streamId(), audio.streamId())).containsExactly(7, 7);
        assertThat(video.body()).containsExactly(0x17, 1);
    }

    @Test
    void ignoresWhatAPublisherNeedNotSay() {
        assertThat(decode(message(19, 0, "ffff"))).isEmpty();
        assertThat(decode(message(4, 0, "0003"))).isEmpty();
        assertThat(decode(message(99, 0, ""))).isEmpty();
        assertThat(decode(message(18, 1, "0d"))).as("broken metadata").isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> decode(message(20, 0, "05"))).hasMessage("command: 1 values (expected: a name first)");
        assertThatThrownBy(() -> decode(message(5, 0, "00")))
                .hasMessage("message of type 5: 1 bytes (expected: at least 4)");
        assertThatThrownBy(() -> decode(message(22, 0, "09" + "0000ff" + "00000000000000" + "aa")))
                .isInstanceOf(MessageException.class)
                .hasMessageContaining("255 bytes (expected: at most 1");
    }

    @Test
    void makesMessagesOrAnExceptionOfRandomBytes() {
        Random random = new Random(10);
        for (int i = 0; i < 50_000; i++) {
            byte[] body = new byte[random.nextInt(40)];
            random.nextBytes(body);
            try {
                decode(new ChunkMessage(3, random.nextInt(24), 0, 0, body));
            } catch (MessageException | AmfException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
    }

    private static ChunkMessage message(int type, int streamId, String hex) {
        return new ChunkMessage(3, type, 0, streamId, hex(hex));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static List<RtmpMessage> decode(ChunkMessage message) {
        EmbeddedChannel channel = new EmbeddedChannel(new MessageDecoder());
        channel.writeInbound(message);
        List<RtmpMessage> all = new ArrayList<>();
        for (RtmpMessage one = channel.readInbound(); one != null; one = channel.readInbound()) {
            all.add(one);
        }
        return all;
    }
}
