package io.stanzacast.media.hls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.stanzacast.media.hls.playlist.MediaPlaylist;
import io.stanzacast.media.hls.playlist.MultivariantPlaylist;
import io.stanzacast.media.hls.playlist.SegmentEntry;
import io.stanzacast.media.track.Codec;
import io.stanzacast.media.track.FrameRate;
import io.stanzacast.media.track.Track;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One state of a presentation, for any thread: what there is, and its playlists. The bytes of segments may go while it is read. */
final class Snapshot {
    private final String name;
    private final long version;
    private final HlsConfig config;
    private final long partTargetMicros;
    private final List<Track> tracks;
    private final BandwidthMeter.Estimate bandwidth;
    private final Media media;
    private final EncodedForms forms = new EncodedForms();

    /**
     * The media.
     *
     * @param kept complete segments
     * @param open the one in the making, null as long as it has no part
     * @param openSequence its number
     * @param nextPart the number of the next part
     * @param inits newest last
     * @param independent whether every segment so far begins with a key frame
     * @param ended whether nothing follows
     */
    record Media(
            SegmentWindow.Kept kept,
            @Nullable Segment open,
            long openSequence,
            long nextPart,
            List<InitSection> inits,
            boolean independent,
            boolean ended) {}

    Snapshot(
            String name,
            long version,
            HlsConfig config,
            long partTargetMicros,
            List<Track> tracks,
            BandwidthMeter.Estimate bandwidth,
            Media media) {
        this.name = name;
        this.version = version;
        this.config = config;
        this.partTargetMicros = partTargetMicros;
        this.tracks = tracks;
        this.bandwidth = bandwidth;
        this.media = media;
    }

    /** Nothing is playable, and nothing is shown, before one segment is whole: only then are bandwidth and key frames known. */
    boolean isPlayable() {
        return media.openSequence() > 0 && !media.kept().segments().isEmpty();
    }

    boolean isEnded() {
        return media.ended();
    }

    /** The sequence number that the segment in the making has or will have. */
    long openSequence() {
        return media.openSequence();
    }

    int openParts() {
        return media.open() == null ? 0 : media.open().parts().size();
    }

    long nextPart() {
        return media.nextPart();
    }

    long partTargetMicros() {
        return partTargetMicros;
    }

    Optional<Segment> segment(long sequence) {
        List<Segment> segments = media.kept().segments();
        long index = segments.isEmpty() ? -1 : sequence - segments.get(0).sequence();
        return index >= 0 && index < segments.size() ? Optional.of(segments.get((int) index)) : Optional.empty();
    }

    Optional<Part> part(long number) {
        Segment open = media.open();
        if (open != null && number >= open.firstPart()) {
            return in(open, number);
        }
        List<Segment> segments = media.kept().segments();
        int low = 0;
        int high = segments.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Segment segment = segments.get(middle);
            if (number < segment.firstPart()) {
                high = middle - 1;
            } else if (number > segment.lastPart()) {
                low = middle + 1;
            } else {
                return in(segment, number);
            }
        }
        return Optional.empty();
    }

    private static Optional<Part> in(Segment segment, long number) {
        long index = number - segment.firstPart();
        return index < segment.parts().size() ? Optional.of(segment.parts().get((int) index)) : Optional.empty();
    }

    Optional<InitSection> init(long number) {
        return media.inits().stream().filter(init -> init.number() == number).findFirst();
    }

    /** Differs for each text and encoding (RFC 9110 §8.8.3). */
    String entityTag(EncodedForms.Form form, boolean gzip) {
        String which = form == EncodedForms.Form.MULTIVARIANT
                ? "m" + Integer.toHexString(multivariant().hashCode())
                : (form == EncodedForms.Form.DELTA ? "d" : "v") + version;
        return '"' + name + '-' + which + (gzip ? "z\"" : "\"");
    }

    /** A buffer that the caller releases. */
    ByteBuf encode(EncodedForms.Form form, boolean gzip, ByteBufAllocator allocator) {
        return forms.share(form, gzip, allocator, () -> switch (form) {
            case MEDIA -> playlist().encode();
            case DELTA -> playlist().encodeDelta();
            case MULTIVARIANT -> multivariant().encode();
        });
    }

    /** A newer one is there. */
    void retire() {
        forms.retire();
    }

    MultivariantPlaylist multivariant() {
        Optional<Track> video = tracks.stream()
                .filter(track -> track.kind() == Track.Kind.VIDEO)
                .findFirst();
        return new MultivariantPlaylist(
                name + "/" + MediaName.PLAYLIST,
                bandwidth.bandwidth(tracks),
                bandwidth.averageBandwidth(tracks),
                tracks.stream().map(track -> track.codec().rfc6381()).collect(Collectors.joining(",")),
                video.flatMap(this::picture));
    }

    private Optional<MultivariantPlaylist.Picture> picture(Track video) {
        if (!(video.codec() instanceof Codec.H264 h264)) {
            return Optional.empty();
        }
        double rate = video.evenFrameRate().map(FrameRate::framesPerSecond).orElse(bandwidth.picturesPerSecond());
        return Optional.of(new MultivariantPlaylist.Picture(h264.width(), h264.height(), rate));
    }

    MediaPlaylist playlist() {
        List<Segment> listed = media.kept().listed();
        Segment open = media.open();
        long fromEnd = open == null ? 0 : open.durationMicros();
        List<SegmentEntry> entries = new ArrayList<>(listed.size());
        for (int i = listed.size() - 1; i >= 0; i--) {
            // Parts stay as long as they are less than three target durations from the end (§6.2.2).
            entries.add(listed.get(i).entry(fromEnd <= 3 * config.targetMicros()));
            fromEnd += listed.get(i).durationMicros();
        }
        Collections.reverse(entries);
        return new MediaPlaylist(
                config.targetSeconds(),
                partTargetMicros,
                config.skipUntilSeconds(),
                media.openSequence() - listed.size(),
                media.kept().discontinuitySequence(),
                media.independent(),
                entries,
                Optional.ofNullable(open).map(segment -> segment.entry(true)),
                media.ended() ? Optional.empty() : Optional.of(MediaName.part(media.nextPart())),
                media.ended());
    }
}
