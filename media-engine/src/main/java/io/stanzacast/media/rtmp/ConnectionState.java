package io.stanzacast.media.rtmp;

/** How far an RTMP connection has come. */
enum ConnectionState {
    /** Handshake or connect is due. */
    OPENED,
    /** Publish is due. */
    CONNECTED,
    /** The stream key is being checked; nothing is read meanwhile. */
    CHECKING,
    PUBLISHING,
    /** The last word is said or the connection is closed. */
    LEAVING
}
