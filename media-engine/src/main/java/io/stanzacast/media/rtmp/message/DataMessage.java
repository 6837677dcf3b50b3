package io.stanzacast.media.rtmp.message;

import io.stanzacast.media.rtmp.amf.AmfValue;
import java.util.List;

/**
 * RTMP 1.0 §7.1.2: metadata.
 *
 * @param values first a name such as {@code @setDataFrame}
 */
public record DataMessage(int streamId, List<AmfValue> values) implements RtmpMessage {
    public DataMessage {
        values = List.copyOf(values);
    }
}
