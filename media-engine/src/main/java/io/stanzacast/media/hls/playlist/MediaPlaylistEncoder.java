package io.stanzacast.media.hls.playlist;

/** Writes a {@link MediaPlaylist}. */
final class MediaPlaylistEncoder {
    private final MediaPlaylist playlist;
    private final StringBuilder out = new StringBuilder(4096);
    private String map = "";

    MediaPlaylistEncoder(MediaPlaylist playlist) {
        this.playlist = playlist;
    }

    String encode(int skipped) {
        header(skipped);
        for (SegmentEntry segment :
                playlist.segments().subList(skipped, playlist.segments().size())) {
            tags(segment);
            out.append("#EXTINF:");
            Decimals.appendSeconds(out, segment.durationMicros()).append(",\n");
            out.append(segment.uri()).append('\n');
        }
        playlist.open().ifPresent(this::tags);
        playlist.nextPartUri()
                .ifPresent(uri -> out.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"")
                        .append(uri)
                        .append("\"\n"));
        if (playlist.ended()) {
            out.append("#EXT-X-ENDLIST\n");
        }
        return out.toString();
    }

    private void header(int skipped) {
        boolean deltas = playlist.skipUntilSeconds() > 0;
        out.append("#EXTM3U\n#EXT-X-VERSION:").append(deltas ? 9 : 6).append('\n');
        out.append("#EXT-X-TARGETDURATION:").append(playlist.targetSeconds()).append('\n');
        out.append("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,");
        if (deltas) {
            out.append("CAN-SKIP-UNTIL=").append(playlist.skipUntilSeconds()).append(".0,");
        }
        out.append("PART-HOLD-BACK=");
        Decimals.appendSeconds(out, 3 * playlist.partTargetMicros()).append(",HOLD-BACK=");
        out.append(3 * playlist.targetSeconds()).append(".0\n#EXT-X-PART-INF:PART-TARGET=");
        Decimals.appendSeconds(out, playlist.partTargetMicros()).append('\n');
        out.append("#EXT-X-MEDIA-SEQUENCE:").append(playlist.mediaSequence()).append('\n');
        out.append("#EXT-X-DISCONTINUITY-SEQUENCE:")
                .append(playlist.discontinuitySequence())
                .append('\n');
        if (playlist.independentSegments()) {
            out.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        }
        if (skipped > 0) {
            out.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(skipped).append('\n');
        }
    }

    /** What stands before the first part of a segment, then its parts (§4.4.4.9). */
    private void tags(SegmentEntry segment) {
        if (segment.discontinuity()) {
            out.append("#EXT-X-DISCONTINUITY\n");
        }
        if (!map.equals(segment.mapUri())) {
            map = segment.mapUri();
            out.append("#EXT-X-MAP:URI=\"").append(map).append("\"\n");
        }
        out.append("#EXT-X-PROGRAM-DATE-TIME:")
                .append(segment.programDateTime())
                .append('\n');
        for (PartEntry part : segment.parts()) {
            out.append("#EXT-X-PART:DURATION=");
            Decimals.appendSeconds(out, part.durationMicros())
                    .append(",URI=\"")
                    .append(part.uri())
                    .append('"');
            out.append(part.independent() ? ",INDEPENDENT=YES\n" : "\n");
        }
    }
}
