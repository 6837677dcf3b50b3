package io.stanzacast.bosh.web;

import io.stanzacast.xmpp.stream.StreamAcceptor;
import io.stanzacast.xmpp.stream.StreamException;
import io.stanzacast.xmpp.stream.StreamHeader;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.stream.TransportListener;
import io.stanzacast.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The stream above a transport: writes down what it is told, answers headers with features and failures with their error. */
public final class FakeStream implements TransportListener {
    public static final Element FEATURES =
            Element.of("features", StreamHeader.NS, Element.of("mechanisms", "urn:ietf:params:xml:ns:xmpp-sasl"));

    private final Transport transport;
    public final List<StreamHeader> headers = new ArrayList<>();
    public final List<Element> received = new ArrayList<>();
    public final List<StreamException> failures = new ArrayList<>();
    public final List<String> ends = new CopyOnWriteArrayList<>();
    public int closedByPeer;
    public Consumer<Element> whenReceived = element -> {};
    public Consumer<StreamHeader> whenOpened = this::answer;

    private FakeStream(Transport transport) {
        this.transport = transport;
    }

    /** Makes fake streams and keeps them. */
    public static final class Acceptor implements StreamAcceptor {
        public final List<FakeStream> streams = new CopyOnWriteArrayList<>();
        public Consumer<FakeStream> prepare = stream -> {};

        @Override
        public TransportListener accept(Transport transport) {
            FakeStream stream = new FakeStream(transport);
            prepare.accept(stream);
            streams.add(stream);
            return stream;
        }

        public FakeStream last() {
            return streams.get(streams.size() - 1);
        }
    }

    public Transport transport() {
        return transport;
    }

    public void answer(StreamHeader header) {
        transport.open(new StreamHeader("jabber:client", null, header.to(), "id" + headers.size(), "1.0", "en"));
        transport.send(FEATURES);
    }

    @Override
    public void opened(StreamHeader header) {
        headers.add(header);
        whenOpened.accept(header);
    }

    @Override
    public void received(Element element) {
        received.add(element);
        whenReceived.accept(element);
    }

    @Override
    public void closedByPeer() {
        closedByPeer++;
        transport.close(Optional.empty());
    }

    @Override
    public void failed(StreamException exception) {
        failures.add(exception);
        transport.close(Optional.of(exception.error()));
    }

    @Override
    public void disconnected(String reason) {
        ends.add(reason);
    }
}
