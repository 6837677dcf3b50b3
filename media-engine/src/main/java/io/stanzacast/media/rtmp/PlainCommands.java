package io.stanzacast.media.rtmp;

import io.stanzacast.media.rtmp.message.CommandMessage;
import io.stanzacast.media.rtmp.message.RtmpMessage;
import java.util.List;

/** Answers the commands that need no decision (RTMP 1.0 §7.2.1.2, §7.2.1.3). Owner: the connection's event loop. */
final class PlainCommands {
    private int createdStreams;

    List<RtmpMessage> answer(CommandMessage command) {
        double transaction = command.transactionId();
        return switch (command.name()) {
            case "releaseStream", "_checkbw" -> List.of(Replies.result(transaction));
            case "FCPublish" -> List.of(Replies.result(transaction), Replies.onFcPublish(transaction));
            case "createStream" -> {
                createdStreams++;
                yield List.of(Replies.streamCreated(transaction, createdStreams));
            }
            default -> transaction == 0 ? List.of() : List.of(Replies.error(transaction, "unknown command"));
        };
    }
}
