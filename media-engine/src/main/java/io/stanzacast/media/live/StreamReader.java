package io.stanzacast.media.live;

import io.stanzacast.media.track.Packet;
import io.stanzacast.media.track.Track;
import java.util.List;

/**
 * Takes what a {@link LiveStream} carries. Every method is called by the stream's owner thread and must neither block nor throw; a
 * consumer that may be slow puts a bounded queue of its own behind this interface and drops to the next keyframe when it is full.
 */
public interface StreamReader {
    /**
     * The tracks that the following packets belong to. Called before the first packet, and again when a configuration changed: then the
     * next video packet is a keyframe.
     */
    void tracks(List<Track> tracks);

    void packet(Packet packet);

    /** The publisher's clock broke: the next packets' times have no relation to those before. */
    void discontinuity();

    /** The publisher is gone; nothing follows. */
    void ended();
}
