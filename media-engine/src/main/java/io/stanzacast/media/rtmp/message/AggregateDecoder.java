package io.stanzacast.media.rtmp.message;

import io.stanzacast.media.rtmp.chunk.ChunkMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * RTMP 1.0 §7.1.6: an aggregate is a row of FLV tags. Their times are shifted so that the first has the aggregate's own, and the
 * aggregate's stream id wins.
 */
final class AggregateDecoder {
    private static final int TAG_HEADER = 11;
    private static final int BACK_POINTER = 4;

    private AggregateDecoder() {}

    static List<ChunkMessage> split(ChunkMessage aggregate) {
        byte[] body = aggregate.body();
        List<ChunkMessage> parts = new ArrayList<>();
        long shift = 0;
        int position = 0;
        while (body.length - position >= TAG_HEADER) {
            int type = body[position] & 31;
            int length = uint24(body, position + 1);
            long time = uint24(body, position + 4) | (body[position + 7] & 255L) << 24;
            int start = position + TAG_HEADER;
            if (type == MessageType.AGGREGATE || length > body.length - start) {
                throw new MessageException("tag of type " + type + " in an aggregate: " + length
                        + " bytes (expected: at most " + (body.length - start) + ", no aggregate)");
            }
            if (parts.isEmpty()) {
                shift = aggregate.timestamp() - time;
            }
            parts.add(new ChunkMessage(
                    aggregate.chunkStreamId(),
                    type,
                    time + shift & 0xFFFF_FFFFL,
                    aggregate.streamId(),
                    Arrays.copyOfRange(body, start, start + length)));
            position = start + length + BACK_POINTER;
        }
        return parts;
    }

    private static int uint24(byte[] bytes, int at) {
        return (bytes[at] & 255) << 16 | (bytes[at + 1] & 255) << 8 | bytes[at + 2] & 255;
    }
}
