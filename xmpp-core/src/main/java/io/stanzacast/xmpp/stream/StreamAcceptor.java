package io.stanzacast.xmpp.stream;

/** Makes the stream above a transport that a client just opened. Called on the transport's executor. */
@FunctionalInterface
public interface StreamAcceptor {
    TransportListener accept(Transport transport);
}
