package io.stanzacast.media.rtmp.message;

/** Type ids that only this package needs (RTMP 1.0 §5.4, §6.2, §7.1). */
final class MessageType {
    static final int USER_CONTROL = 4;
    static final int SET_PEER_BANDWIDTH = 6;
    static final int DATA_AMF3 = 15;
    static final int COMMAND_AMF3 = 17;
    static final int DATA = 18;
    static final int COMMAND = 20;
    static final int AGGREGATE = 22;

    private MessageType() {}
}
