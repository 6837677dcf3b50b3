package io.stanzacast.xmpp.stream;

import io.stanzacast.xmpp.xml.Element;

/** What a {@link Transport} tells the stream above it, always on the transport's executor. */
public interface TransportListener {
    /** The peer opened the stream, or opened it anew after {@link Transport#restart()} or {@link Transport#startTls()}. */
    void opened(StreamHeader header);

    /** A whole first-level element came in. */
    void received(Element element);

    /** The peer closed its side properly. The listener answers with {@link Transport#close}. */
    void closedByPeer();

    /** What came in breaks the protocol; the listener answers with {@link Transport#close}. */
    void failed(StreamException exception);

    /** The connection is gone, for whatever reason; called exactly once, nothing follows. */
    void disconnected(String reason);
}
