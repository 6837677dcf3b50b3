package io.stanzacast.bosh;

import static io.stanzacast.bosh.BoshScenario.EMPTY;
import static io.stanzacast.bosh.BoshScenario.message;
import static io.stanzacast.bosh.BoshScenario.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamError.Condition;
import io.stanzacast.xmpp.xml.Element;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TerminationTest {
    private final BoshScenario server = new BoshScenario();

    @AfterEach
    void release() {
        server.release();
    }

    @Test
    @DisplayName(
            "XEP-0124 1.11.2 §13: the client ends the session; its payloads are forwarded, the oldest request hears of it")
    void endsWhenTheClientEnds() {
        BoshClient client = server.client().begun();
        BoshClient.Connection held = client.poll(1001);
        BoshClient.Connection last =
                client.request(1002, "type='terminate'", "<presence xmlns='jabber:client' type='unavailable'/>");
        assertThat(held.answer()).isEqualTo("<body xmlns='http://jabber.org/protocol/httpbind' type='terminate'/>");
        assertThat(last.answer()).isEqualTo(EMPTY);
        assertThat(server.stream().received).extracting(Element::name).containsExactly("presence");
        assertThat(server.stream().closedByPeer).isEqualTo(1);
        assertThat(server.stream().ends).containsExactly("stream closed");
        assertThat(server.handler.size()).isZero();
        assertThat(client.poll(1003).answer()).isEqualTo(terminate("item-not-found"));
    }

    @Test
    @DisplayName("XEP-0206 1.4 §6: a stream error is inside, after what was said before")
    void endsWithTheStreamError() {
        BoshClient client = server.client().begun();
        BoshClient.Connection held = client.poll(1001);
        server.says("bye");
        server.transport().close(Optional.of(new StreamError(Condition.CONFLICT, "elsewhere")));
        assertThat(held.answer())
                .isEqualTo(
                        "<body xmlns='http://jabber.org/protocol/httpbind' type='terminate' condition='remote-stream-error'"
                                + " xmlns:stream='http://etherx.jabber.org/streams'>"
                                + message("bye")
                                + "<stream:error xmlns:stream='http://etherx.jabber.org/streams'>"
                                + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                                + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>elsewhere</text></stream:error></body>");
        assertThat(server.stream().ends).containsExactly("conflict: elsewhere");
    }

    @Test
    void tellsOfTheEndAtTheNextRequest() {
        BoshClient client = server.client().begun();
        server.transport().close(Optional.of(new StreamError(Condition.CONFLICT, null)));
        assertThat(server.handler.size()).isEqualTo(1);
        assertThat(client.poll(1001).answer())
                .contains("condition='remote-stream-error'")
                .contains("<conflict ");
        assertThat(server.handler.size()).isZero();
    }

    @Test
    void forgetsTheEndWhenNobodyAsks() {
        BoshClient client = server.client().begun();
        server.transport().close(Optional.empty());
        client.pass(0);
        client.pass(60);
        assertThat(server.handler.size()).isZero();
        assertThat(server.stream().ends).containsExactly("stream closed");
    }

    @Test
    void survivesTheDefectsOfTheStreamAbove() {
        BoshClient client = server.client().begun();
        server.stream().whenReceived = element -> {
            throw new IllegalStateException("a defect, for the test");
        };
        assertThat(client.send(1001, message("hi")).answer()).isEqualTo(terminate("internal-server-error"));
    }
}
