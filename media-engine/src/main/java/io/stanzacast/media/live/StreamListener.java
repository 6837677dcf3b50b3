package io.stanzacast.media.live;

/** Learns of publishers that come and go. Called on the publisher's event loop; must not block. */
public interface StreamListener {
    void published(LiveStream stream);

    void unpublished(LiveStream stream);
}
