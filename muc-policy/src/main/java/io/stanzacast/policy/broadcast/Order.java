package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.broadcast.jibri.Mode;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.xmpp.address.Jid;
import org.jspecify.annotations.Nullable;

/**
 * What a session is to do.
 *
 * @param streamId as the client gave it, for the engine: a secret
 * @param appData opaque, for the engine
 * @param starter occupant address of who asked; null if nobody in the room did
 * @param patient whether it waits when no engine can take it, rather than fail: nobody is there to hear of the failure
 */
record Order(
        Channel channel,
        Mode mode,
        String streamId,
        @Nullable String appData,
        @Nullable Jid starter,
        boolean patient) {

    /** An order of the server itself. */
    static Order own(Channel channel, Mode mode) {
        return new Order(channel, mode, channel.name(), null, null, true);
    }

    /** For logs. */
    String name() {
        return channel.name();
    }

    /** Does not show the stream id. */
    @Override
    public String toString() {
        return "Order[channel=" + channel.name() + ", mode=" + mode + "]";
    }
}
