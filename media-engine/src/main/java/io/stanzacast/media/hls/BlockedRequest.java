package io.stanzacast.media.hls;

import io.netty.channel.ChannelHandlerContext;
import java.util.function.Predicate;

/**
 * A request that waits for something to be published.
 *
 * @param ctx whose event loop runs the answers
 * @param until what it waits for; asked on the publisher's loop
 * @param deadlineNanos when it has waited long enough
 * @param ready answers it, since the wait is over or nothing will come
 * @param expired answers it, since it waited too long
 */
record BlockedRequest(
        ChannelHandlerContext ctx, Predicate<Snapshot> until, long deadlineNanos, Runnable ready, Runnable expired) {

    /** A viewer that has gone needs no answer. */
    boolean isGone() {
        return !ctx.channel().isActive();
    }
}
