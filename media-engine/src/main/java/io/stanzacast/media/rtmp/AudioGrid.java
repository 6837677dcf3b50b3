package io.stanzacast.media.rtmp;

import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.Timescale;

/**
 * Counts the samples of an AAC track, since the milliseconds on the wire jitter. Begins anew when the count is off the publisher's clock by
 * more than a frame for a while, or by more than five at once. Owner: the publisher's event loop.
 */
final class AudioGrid {
    private static final int FRAME = Codec.Aac.SAMPLES_PER_PACKET;
    private static final int PATIENCE = 3;
    private static final int MAX_FRAMES_OFF = 5;

    private final Timescale timescale;
    private boolean anchored;
    private long next;
    private int late;
    private int early;

    AudioGrid(Timescale timescale) {
        this.timescale = timescale;
    }

    /** Returns false if this frame must go, since its time is taken already. Else {@link #dts} is its time. */
    boolean place(long millis) {
        long ticks = Timescale.MILLISECONDS.rescale(millis, timescale);
        if (!anchored) {
            if (ticks < 0) {
                return false;
            }
            anchored = true;
            next = ticks;
        }
        long off = ticks - next;
        late = off > FRAME ? late + 1 : 0;
        early = off < -FRAME ? early + 1 : 0;
        if (late >= PATIENCE || off > MAX_FRAMES_OFF * FRAME) {
            next = ticks;
            late = 0;
        } else if (early >= PATIENCE || off < -MAX_FRAMES_OFF * FRAME) {
            return false;
        }
        next += FRAME;
        return true;
    }

    long dts() {
        return next - FRAME;
    }
}
