package io.stanzacast.media.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RTMP 1.0 §5.3")
class ChunkDecoderTest {
    private static final ChunkLimits LIMITS = new ChunkLimits(0xFFFFFF, 1 << 20, 65_536, 4, 3 << 20, 64);
    private static final String B128 = "61".repeat(128);

    /** A message without its body's array, so that it can be compared. */
    private record Seen(int csid, int type, long timestamp, int streamId, String body) {}

    private record Case(String name, String bytes, Seen... messages) {}

    private static final List<Case> TABLE = List.of(
            new Case("format 0", "04" + "000010" + "000002" + "09" + "01000000" + "aabb", seen(4, 9, 16, 1, "aabb")),
            new Case(
                    "format 1 adds a delta",
                    "04" + "000010" + "000001" + "09" + "01000000" + "aa" + "44" + "000005" + "000002" + "08" + "bbbb",
                    seen(4, 9, 16, 1, "aa"),
                    seen(4, 8, 21, 1, "bbbb")),
            new Case(
                    "format 2 keeps length and type",
                    "04" + "000010" + "000001" + "09" + "01000000" + "aa" + "84" + "000005" + "bb",
                    seen(4, 9, 16, 1, "aa"),
                    seen(4, 9, 21, 1, "bb")),
            new Case(
                    "format 3 repeats the delta",
                    "04000010000001090100000" + "0aa" + "84000005bb" + "c4cc",
                    seen(4, 9, 16, 1, "aa"),
                    seen(4, 9, 21, 1, "bb"),
                    seen(4, 9, 26, 1, "cc")),
            new Case(
                    "format 3 after format 0 takes its time as delta, §5.3.1.2.4",
                    "040000100000010901000000aa" + "c4bb",
                    seen(4, 9, 16, 1, "aa"),
                    seen(4, 9, 32, 1, "bb")),
            new Case(
                    "two bytes of id",
                    "0005" + "000010" + "000001" + "09" + "01000000" + "aa",
                    seen(69, 9, 16, 1, "aa")),
            new Case(
                    "one id in two encodings",
                    "0005" + "000010" + "000001" + "09" + "01000000" + "aa" + "c10500" + "bb",
                    seen(69, 9, 16, 1, "aa"),
                    seen(69, 9, 32, 1, "bb")),
            new Case(
                    "a body of two chunks",
                    "04000010000081090100000" + "0" + B128 + "c4" + "62",
                    seen(4, 9, 16, 1, B128 + "62")),
            new Case(
                    "two bodies interleaved",
                    "040000100000810901000000" + B128 + "050000200000810801000000" + B128 + "c463" + "c564",
                    seen(4, 9, 16, 1, B128 + "63"),
                    seen(5, 8, 32, 1, B128 + "64")),
            new Case(
                    "extended time, repeated in the second chunk",
                    "04ffffff0000810901000000" + "01020304" + B128 + "c4" + "01020304" + "65",
                    seen(4, 9, 0x01020304L, 1, B128 + "65")),
            new Case(
                    "extended time, not repeated",
                    "04ffffff0000850901000000" + "01020304" + B128 + "c4" + "0102036566",
                    seen(4, 9, 0x01020304L, 1, B128 + "0102036566")),
            new Case(
                    "extended time, not repeated, and the rest of the body looks like it",
                    "04ffffff0000820901000000" + "01020304" + B128 + "c4" + "0102" + "050000200000010801000000" + "aa",
                    seen(4, 9, 0x01020304L, 1, B128 + "0102"),
                    seen(5, 8, 32, 1, "aa")),
            new Case(
                    "extended delta",
                    "04000010000001090100000" + "0aa" + "84ffffff" + "7fffffe7" + "bb",
                    seen(4, 9, 16, 1, "aa"),
                    seen(4, 9, 0x7FFFFFF7L, 1, "bb")),
            new Case(
                    "time wraps at 2^32",
                    "04ffffff0000010901000000" + "fffffff0" + "aa" + "84000020" + "bb",
                    seen(4, 9, 0xFFFFFFF0L, 1, "aa"),
                    seen(4, 9, 0x10, 1, "bb")),
            new Case("an empty body", "040000100000000901000000", seen(4, 9, 16, 1, "")),
            new Case(
                    "Set Chunk Size holds at once, inside other messages too",
                    "040000100000850901000000" + B128 + "020000000000040100000000" + "00000002" + "c46262" + "c46262"
                            + "c462",
                    seen(4, 9, 16, 1, B128 + "6262626262")),
            new Case(
                    "Abort drops a body and keeps the header",
                    "040000100000810901000000" + B128 + "020000000000040200000000" + "00000004" + "84000001" + B128
                            + "c4" + "67",
                    seen(4, 9, 17, 1, B128 + "67")),
            new Case(
                    "Abort of an unknown chunk stream",
                    "020000000000040200000000" + "00000009" + "040000100000010901000000aa",
                    seen(4, 9, 16, 1, "aa")));

    @Test
    void readsMessagesAtOnceAndAtEverySplitPoint() {
        for (Case row : TABLE) {
            byte[] bytes = HexFormat.of().parseHex(row.bytes);
            for (int split = 0; split < bytes.length; split++) {
                EmbeddedChannel channel = channel(LIMITS);
                channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, split));
                channel.writeInbound(Unpooled.copiedBuffer(bytes, split, bytes.length - split));
                assertThat(messages(channel))
                        .as(row.name + " split at " + split)
                        .containsExactly(row.messages);
                channel.finishAndReleaseAll();
            }
        }
    }

    @Test
    void readsMessagesByteByByte() {
        for (Case row : TABLE) {
            EmbeddedChannel channel = channel(LIMITS);
            for (byte one : HexFormat.of().parseHex(row.bytes)) {
                channel.writeInbound(Unpooled.copiedBuffer(new byte[] {one}));
            }
            assertThat(messages(channel)).as(row.name).containsExactly(row.messages);
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused("c4", "chunk format: 3 on new chunk stream 4 (expected: 0)");
        assertRefused("44000005000002080102", "chunk format: 1 on new chunk stream 4 (expected: 0)");
        assertRefused("04000010010001" + "0801000000", "message of type 8: 65537 bytes (expected: at most 65536)");
        assertRefused("0400001010000109" + "01000000", "message of type 9: 1048577 bytes (expected: at most 1048576)");
        assertRefused("02000000000004010000000000000000", "chunk size: 0 (expected: 1..16777215)");
        assertRefused("02000000000004010000000080000001", "chunk size: 2147483649 (expected: 1..16777215)");
        assertRefused("02000000000004010000000001000000", "chunk size: 16777216 (expected: 1..16777215)");
        assertRefused("020000000000010100000000" + "00", "message of type 1: 1 bytes (expected: at least 4)");
        assertRefused("02000000000004050000000000000000", "window acknowledgement size: 0 (expected: 1..2147483647)");
        assertRefused(
                "040000100000810901000000" + B128 + "040000100000810901000000",
                "chunk format: 0 inside a message of chunk stream 4 (expected: 3)");
        StringBuilder many = new StringBuilder();
        for (int id = 3; id < 8; id++) {
            many.append("0").append(id).append("0000100000010801000000aa");
        }
        assertRefused(many.toString(), "chunk streams: more than 4 (expected: at most that)");
    }

    private static void assertRefused(String bytes, String message) {
        EmbeddedChannel channel = channel(LIMITS);
        assertThatThrownBy(() -> channel.writeInbound(
                        Unpooled.wrappedBuffer(HexFormat.of().parseHex(bytes))))
                .isInstanceOf(ChunkException.class)
                .hasMessage(message);
    }

    @Test
    void takesMemoryAsBytesArriveAndNotAsClaimed() {
        ChunkLimits limits = new ChunkLimits(0xFFFFFF, 0xFFFFFF, 65_536, 64, 1 << 20, 64);
        EmbeddedChannel channel = channel(limits);
        for (int id = 3; id < 60; id++) {
            channel.writeInbound(Unpooled.wrappedBuffer(
                    HexFormat.of().parseHex(String.format("%02x", id) + "000010ffffff0901000000" + B128)));
        }
        assertThat(messages(channel)).isEmpty();
    }

    @Test
    void refusesMoreUnfinishedBytesThanAllowed() {
        ChunkLimits limits = new ChunkLimits(0xFFFFFF, 0xFFFFFF, 65_536, 4, 10_000, 64);
        EmbeddedChannel channel = channel(limits);
        channel.writeInbound(Unpooled.wrappedBuffer(
                HexFormat.of().parseHex("020000000000040100000000" + "00ffffff" + "040000100fffff0901000000")));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        channel.writeInbound(Unpooled.wrappedBuffer(new byte[1000]));
                    }
                })
                .isInstanceOf(ChunkException.class)
                .hasMessageContaining("(expected: at most 10000)");
    }

    @Test
    @DisplayName("RTMP 1.0 §5.4.3")
    void acknowledgesEachWindow() {
        EmbeddedChannel channel = new EmbeddedChannel(new ChunkDecoder(LIMITS, 20));
        channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex("040000100000010901000000aa")));
        assertThat((Object) channel.readOutbound()).isNull();
        channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex("040000100000010901000000aa")));
        ChunkMessage acknowledgement = channel.readOutbound();
        assertThat(acknowledgement.type()).isEqualTo(3);
        assertThat(acknowledgement.body()).containsExactly(0, 0, 0, 26);
    }

    @Test
    void makesMessagesOrAChunkExceptionOfRandomBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            EmbeddedChannel channel = channel(LIMITS);
            try {
                for (int round = 0; round < 20; round++) {
                    byte[] bytes = new byte[random.nextInt(60)];
                    random.nextBytes(bytes);
                    if (bytes.length > 12 && random.nextBoolean()) {
                        System.arraycopy(HexFormat.of().parseHex("04000010000040"), 0, bytes, 0, 7);
                    }
                    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
                }
            } catch (ChunkException e) {
                assertThat(e).hasMessageContaining("expected");
            }
            channel.releaseInbound();
        }
    }

    @Test
    void readsWhatTheEncoderWrites() {
        Random random = new Random(8);
        EmbeddedChannel encoder = new EmbeddedChannel(new ChunkEncoder());
        EmbeddedChannel decoder = channel(new ChunkLimits(0xFFFFFF, 1 << 20, 1 << 20, 400, 8 << 20, 64));
        List<Seen> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] body = new byte[random.nextInt(i % 10 == 0 ? 70_000 : 400)];
            random.nextBytes(body);
            long time = random.nextBoolean() ? random.nextInt(100) : 0xFFFF_FF00L + i % 200;
            ChunkMessage message = new ChunkMessage(3 + random.nextInt(390), 8 + random.nextInt(2), time, i, body);
            encoder.writeOutbound(message);
            sent.add(seen(message));
            if (i == 100) {
                encoder.writeOutbound(new ChunkMessage(2, 1, 0, 0, new byte[] {0, 0, 16, 0}));
            }
        }
        for (ByteBuf out = encoder.readOutbound(); out != null; out = encoder.readOutbound()) {
            decoder.writeInbound(out);
        }
        assertThat(messages(decoder)).containsExactlyElementsOf(sent);
    }

    private static EmbeddedChannel channel(ChunkLimits limits) {
        return new EmbeddedChannel(new ChunkDecoder(limits, 1 << 30));
    }

    private static List<Seen> messages(EmbeddedChannel channel) {
        List<Seen> all = new ArrayList<>();
        for (ChunkMessage message = channel.readInbound(); message != null; message = channel.readInbound()) {
            all.add(seen(message));
        }
        return all;
    }

    private static Seen seen(ChunkMessage message) {
        return seen(
                message.chunkStreamId(),
                message.type(),
                message.timestamp(),
                message.streamId(),
                HexFormat.of().formatHex(message.body()));
    }

    private static Seen seen(int csid, int type, long timestamp, int streamId, String body) {
        return new Seen(csid, type, timestamp, streamId, body);
    }
}
