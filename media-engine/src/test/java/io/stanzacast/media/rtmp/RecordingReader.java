package io.stanzacast.media.rtmp;

import io.stanzacast.media.live.LiveStream;
import io.stanzacast.media.live.StreamListener;
import io.stanzacast.media.live.StreamReader;
import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Track;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps everything that live streams say, and reads every stream that is published. */
final class RecordingReader implements StreamReader, StreamListener {
    /** What was heard, in order: track lists, packets, {@code "discontinuity"}, {@code "ended"}. */
    final List<Object> events = new CopyOnWriteArrayList<>();

    @Override
    public void published(LiveStream stream) {
        events.add("published " + stream.path());
        stream.addReader(this);
    }

    @Override
    public void unpublished(LiveStream stream) {
        events.add("unpublished " + stream.path());
    }

    @Override
    public void tracks(List<Track> tracks) {
        events.add(tracks);
    }

    @Override
    public void packet(Packet packet) {
        events.add(packet);
    }

    @Override
    public void discontinuity() {
        events.add("discontinuity");
    }

    @Override
    public void ended() {
        events.add("ended");
    }

    List<Packet> packets(int track) {
        return events.stream()
                .filter(event -> event instanceof Packet packet && packet.track() == track)
                .map(Packet.class::cast)
                .toList();
    }

    List<Packet> video() {
        return packets(TrackWriter.VIDEO_TRACK);
    }

    List<Packet> audio() {
        return packets(TrackWriter.AUDIO_TRACK);
    }

    /** Every announcement of tracks. */
    List<List<?>> announcements() {
        return events.stream()
                .filter(event -> event instanceof List<?>)
                .<List<?>>map(event -> (List<?>) event)
                .toList();
    }

    Track track(int announcement, int id) {
        return announcements().get(announcement).stream()
                .map(Track.class::cast)
                .filter(track -> track.id() == id)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no track " + id + " in " + announcements()));
    }
}
