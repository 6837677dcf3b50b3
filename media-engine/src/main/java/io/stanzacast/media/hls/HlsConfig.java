package io.stanzacast.media.hls;

import io.netty.util.internal.PlatformDependent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How live streams are cut and for how long they are kept. An absent value takes its default.
 *
 * @param targetSeconds the target duration of segments, 1 to 10; default 2
 * @param partMillis the wanted duration of parts, 100 to 1000 and at most half a segment; the frame rate decides the true one; default 200
 * @param windowSeconds how much a playlist lists, 6 segments to 3600; default 30
 * @param endedSeconds how long playlists stand after {@code EXT-X-ENDLIST}, 5 to 30; default 20
 * @param maxMegabytes memory for one publisher's parts, 16 to 65536; when it is full the oldest go before their time; default 256
 * @param maxTotalMegabytes memory for all parts, 64 to 1048576; when it gets scarce all publishers get the same share of it; default seven
 *     tenths of the memory outside the heap that the process may have
 * @param maxOutputs paths on air at the same time, 1 to 100000; default 1000
 * @param maxBlockedRequests requests of one publisher's viewers that may wait for a part, 1 to 1000000; beyond it 503; default 20000
 */
public record HlsConfig(
        @Nullable Integer targetSeconds,
        @Nullable Integer partMillis,
        @Nullable Integer windowSeconds,
        @Nullable Integer endedSeconds,
        @Nullable Integer maxMegabytes,
        @Nullable Integer maxTotalMegabytes,
        @Nullable Integer maxOutputs,
        @Nullable Integer maxBlockedRequests) {
    private static final int MIN_SEGMENTS = 6;

    public HlsConfig {
        targetSeconds = within("target-seconds", targetSeconds, 2, 1, 10);
        partMillis = within("part-millis", partMillis, 200, 100, Math.min(1000, targetSeconds * 500));
        windowSeconds = within(
                "window-seconds",
                windowSeconds,
                Math.max(30, MIN_SEGMENTS * targetSeconds),
                MIN_SEGMENTS * targetSeconds,
                3600);
        endedSeconds = within("ended-seconds", endedSeconds, 20, 5, 30);
        maxMegabytes = within("max-megabytes", maxMegabytes, 256, 16, 65_536);
        maxTotalMegabytes =
                maxTotalMegabytes == null ? null : within("max-total-megabytes", maxTotalMegabytes, 0, 64, 1 << 20);
        maxOutputs = within("max-outputs", maxOutputs, 1000, 1, 100_000);
        maxBlockedRequests = within("max-blocked-requests", maxBlockedRequests, 20_000, 1, 1_000_000);
    }

    public static HlsConfig defaults() {
        return new HlsConfig(null, null, null, null, null, null, null, null);
    }

    private static int within(String name, @Nullable Integer value, int absent, int min, int max) {
        int number = value == null ? absent : value;
        if (number < min || number > max) {
            throw new IllegalArgumentException(name + ": " + number + " (expected: " + min + ".." + max + ")");
        }
        return number;
    }

    long targetMicros() {
        return targetSeconds * 1_000_000L;
    }

    long windowMicros() {
        return windowSeconds * 1_000_000L;
    }

    Duration partDuration() {
        return Duration.ofMillis(partMillis);
    }

    long maxBytes() {
        return maxMegabytes * 1024L * 1024;
    }

    long maxTotalBytes() {
        return maxTotalMegabytes == null
                ? PlatformDependent.maxDirectMemory() / 10 * 7
                : maxTotalMegabytes * 1024L * 1024;
    }

    int minSegments() {
        return MIN_SEGMENTS;
    }

    /** Delta updates pay for long windows only, and only then is {@code CAN-SKIP-UNTIL} offered (Apple's rule 14.4). */
    int skipUntilSeconds() {
        return windowSeconds > 120 ? 6 * targetSeconds : 0;
    }

    /** How long a request may wait: three target durations (§6.2.5.2), less than the 10 s after which hls.js gives up. */
    Duration maxWait() {
        return Duration.ofSeconds(Math.min(3L * targetSeconds, 9));
    }
}
