package io.stanzacast.media.rtmp.message;

/**
 * RTMP 1.0 §6.2 and §7.1.7, of the events with one number of four bytes.
 *
 * @param event {@link #STREAM_BEGIN} and so on
 * @param value stream id, or the time of a ping
 */
public record UserControl(int event, int value) implements RtmpMessage {
    public static final int STREAM_BEGIN = 0;
    public static final int PING_REQUEST = 6;
    public static final int PING_RESPONSE = 7;
}
