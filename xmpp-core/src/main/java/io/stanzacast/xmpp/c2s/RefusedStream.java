package io.stanzacast.xmpp.c2s;

import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.stream.TransportListener;
import io.stanzacast.xmpp.xml.Element;

/** Above a transport that is closed as soon as it was opened. */
enum RefusedStream implements TransportListener {
    INSTANCE;

    @Override
    public void opened(StreamHeader header) {}

    @Override
    public void received(Element element) {}

    @Override
    public void closedByPeer() {}

    @Override
    public void failed(StreamException exception) {}

    @Override
    public void disconnected(String reason) {}
}
