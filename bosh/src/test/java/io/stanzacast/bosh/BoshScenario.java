package io.stanzacast.bosh;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.bosh.web.FakeStream;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stream.Transport;
import io.stanzacast.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server with fake streams, and its clients. */
final class BoshScenario {
    static final String EMPTY = "<body xmlns='http://jabber.org/protocol/httpbind'/>";

    final FakeStream.Acceptor streams = new FakeStream.Acceptor();
    final BoshHandler handler;
    private final List<BoshClient> clients = new ArrayList<>();

    BoshScenario() {
        this(BoshConfig.defaults());
    }

    BoshScenario(BoshConfig config) {
        handler = new BoshHandler(config, streams);
    }

    BoshClient client() {
        BoshClient client = new BoshClient(handler);
        clients.add(client);
        return client;
    }

    FakeStream stream() {
        return streams.last();
    }

    Transport transport() {
        return stream().transport();
    }

    /** The server sends a message. */
    void says(String body) {
        transport()
                .send(Element.builder("message", Stanza.NS)
                        .childText("body", body)
                        .build());
    }

    void release() {
        clients.forEach(BoshClient::release);
    }

    static String message(String body) {
        return "<message xmlns='jabber:client'><body>" + body + "</body></message>";
    }

    static String bodyWith(String payload) {
        return "<body xmlns='http://jabber.org/protocol/httpbind'>" + payload + "</body>";
    }

    static String terminate(String condition) {
        return "<body xmlns='http://jabber.org/protocol/httpbind' type='terminate' condition='" + condition + "'/>";
    }

    static void assertNothing(@Nullable String answer) {
        assertThat(answer).isNull();
    }
}
