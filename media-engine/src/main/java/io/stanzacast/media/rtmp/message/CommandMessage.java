package io.stanzacast.media.rtmp.message;

import io.stanzacast.media.rtmp.amf.AmfValue;
import java.util.List;

/**
 * RTMP 1.0 §7.1.1.
 *
 * @param streamId 0 for the connection's own commands
 * @param name such as {@code connect}
 * @param transactionId 0 if no answer is wanted
 * @param arguments all that follows, the command object first
 */
public record CommandMessage(int streamId, String name, double transactionId, List<AmfValue> arguments)
        implements RtmpMessage {
    public CommandMessage {
        arguments = List.copyOf(arguments);
    }

    /** The text at {@code index}, empty if there is none. */
    public String text(int index) {
        return index < arguments.size() && arguments.get(index) instanceof AmfValue.Text text ? text.value() : "";
    }
}
