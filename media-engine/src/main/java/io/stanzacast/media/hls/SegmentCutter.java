package io.stanzacast.media.hls;

import io.stanzacast.media.track.Track;

/**
 * Decides where segments end. A segment may not reach half a second more than the target duration, since its duration rounded to whole
 * seconds must fit (draft-pantos-hls-rfc8216bis-22 §4.4.3.1). Within that it ends at a key frame if one comes; if not, or if the distance of
 * key frames is known to be too long, between key frames at the end of a part. Owner: the segmenter.
 */
final class SegmentCutter {
    private final boolean video;
    private final long targetTicks;
    private final long limitTicks;
    private final PartPlan plan;
    private long segmentStart;
    private long lastKeyframe = -1;
    private long keyframeDistance;

    SegmentCutter(int targetSeconds, Track clock, PartPlan plan) {
        this.video = clock.kind() == Track.Kind.VIDEO;
        this.plan = plan;
        int second = clock.timescale().ticksPerSecond();
        this.targetTicks = (long) targetSeconds * second;
        this.limitTicks = targetTicks + second / 2;
    }

    void begin(long at) {
        segmentStart = at;
    }

    void keyframe(long at) {
        if (lastKeyframe >= 0) {
            keyframeDistance = at - lastKeyframe;
        }
        lastKeyframe = at;
    }

    /** The key frames so far have no connection with those that follow, but their distance may stay the same. */
    void interrupt() {
        lastKeyframe = -1;
    }

    /**
     * Whether the key frame at {@code at} begins a segment: if the target is reached, or if the next one would be too far. A segment shorter
     * than a part is not worth it.
     */
    boolean cutsAtKeyframe(long at) {
        long reached = at - segmentStart;
        if (reached < plan.floorTicks()) {
            return false;
        }
        long next = lastKeyframe < 0 ? targetTicks : at - lastKeyframe;
        return reached >= targetTicks - plan.frameTicks() / 2 || reached + next >= limitTicks;
    }

    /** Whether a part that begins at {@code at} begins a segment though no key frame demands it. */
    boolean cutsBetween(long at, boolean keyframe, boolean tooManyBytes) {
        boolean reached = at - segmentStart >= targetTicks - plan.partTicks() / 2;
        return isOverdue(at) || tooManyBytes || (reached && !keyframe && !awaitsKeyframe(at));
    }

    /** Whether another full part would be too much. */
    boolean isOverdue(long at) {
        return at - segmentStart + plan.limitTicks() >= limitTicks;
    }

    /** Whether a key frame may yet come in time: if it would do so at the last distance, or if that is not known. */
    private boolean awaitsKeyframe(long at) {
        if (!video || keyframeDistance == 0) {
            return video;
        }
        long expected = lastKeyframe + keyframeDistance;
        return expected >= at - plan.frameTicks() / 2 && expected - segmentStart < limitTicks;
    }
}
