package io.stanzacast.bosh;

import static io.stanzacast.bosh.BoshScenario.EMPTY;
import static io.stanzacast.bosh.BoshScenario.bodyWith;
import static io.stanzacast.bosh.BoshScenario.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.xml.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private final BoshScenario server = new BoshScenario();

    @AfterEach
    void release() {
        server.release();
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §8: a body carries many payloads, which are forwarded in order")
    void forwardsPayloads() {
        BoshClient client = server.client().begun();
        client.send(1001, message("one") + "<iq xmlns='jabber:client' type='get' id='1'/>" + message("two"));
        assertThat(server.stream().received).extracting(Element::name).containsExactly("message", "iq", "message");
    }

    @Test
    @DisplayName("XEP-0206 1.4 §2: stanzas without a namespace of their own are of jabber:client")
    void readsStanzasWithoutNamespace() {
        BoshClient client = server.client().begun();
        client.send(1001, "<message><body>hi</body><x xmlns='other'><y/></x></message>");
        assertThat(server.stream().received)
                .containsExactly(Element.builder("message", "jabber:client")
                        .childText("body", "hi")
                        .child(Element.of("x", "other", Element.of("y", "other")))
                        .build());
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §8: a request is held until there is a payload")
    void holdsUntilThereIsAPayload() {
        BoshClient client = server.client().begun();
        BoshClient.Connection poll = client.poll(1001);
        assertThat(poll.answer()).isNull();
        client.pass(59);
        assertThat(poll.answer()).isNull();
        server.says("hi");
        assertThat(poll.answer()).isEqualTo(bodyWith(message("hi")));
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §8: when the wait is over the answer is empty")
    void answersEmptyWhenTheWaitIsOver() {
        BoshClient client = server.client().begun();
        BoshClient.Connection poll = client.poll(1001);
        client.pass(60);
        assertThat(poll.answer()).isEqualTo(EMPTY);
        BoshClient.Connection next = client.poll(1002);
        client.pass(59);
        assertThat(next.answer()).isNull();
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §8: no more requests than 'hold' are held, and the oldest is answered first")
    void answersTheOldestWhenThereAreTooMany() {
        BoshClient client = server.client().begun();
        BoshClient.Connection first = client.poll(1001);
        BoshClient.Connection second = client.send(1002, message("hi"));
        assertThat(first.answer()).isEqualTo(EMPTY);
        assertThat(second.answer()).isNull();
        server.says("hello");
        assertThat(second.answer()).isEqualTo(bodyWith(message("hello")));
    }

    @Test
    void sendsWhatOneTurnSaysInOneBody() {
        BoshClient client = server.client().begun();
        BoshClient.Connection poll = client.poll(1001);
        server.says("one");
        server.transport().send(new Broadcast(MESSAGE), Broadcast.toAttribute("me@example.org/x"));
        server.says("three");
        assertThat(poll.answer())
                .isEqualTo(bodyWith(message("one")
                        + "<message to='me@example.org/x' xmlns='jabber:client'><body>two</body></message>"
                        + message("three")));
    }

    private static final Message MESSAGE = new Message(
            Element.builder("message", "jabber:client").childText("body", "two").build(),
            null,
            null,
            Message.Type.NORMAL);

    @Test
    void keepsWhatComesBetweenRequests() {
        BoshClient client = server.client().begun();
        server.says("one");
        server.says("two");
        assertThat(client.poll(1001).answer()).isEqualTo(bodyWith(message("one") + message("two")));
    }

    @Test
    @DisplayName("XEP-0206 1.4 §5: after login the stream is restarted by an empty request")
    void restarts() {
        BoshClient client = server.client().begun();
        server.stream().whenReceived = element -> {
            server.transport().send(Element.of("success", "urn:ietf:params:xml:ns:xmpp-sasl"));
            server.transport().restart();
        };
        assertThat(client.send(1001, "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>")
                        .answer())
                .isEqualTo(bodyWith("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"));
        BoshClient.Connection restart = client.request(1002, "to='example.org' xml:lang='en' xmpp:restart='true'", "");
        assertThat(restart.answer()).contains("<stream:features ").doesNotContain(" sid=");
        assertThat(server.stream().headers).hasSize(2);
    }

    @Test
    void refusesStanzasWhereARestartIsDue() {
        BoshClient client = server.client().begun();
        server.transport().restart();
        assertThat(client.send(1001, message("too soon")).answer())
                .contains("condition='remote-stream-error'")
                .contains("<stream:error xmlns:stream='http://etherx.jabber.org/streams'><bad-format ");
        BoshClient other = server.client().begun();
        assertThat(other.request(1001, "xmpp:restart='true'", "").answer()).contains("condition='remote-stream-error'");
    }

    @Test
    void takesNothingMoreWhileReadingIsPaused() {
        BoshClient client = server.client().begun();
        server.stream().whenReceived = element -> server.transport().pauseReading();
        client.send(1001, message("one") + message("two"));
        BoshClient.Connection second = client.send(1002, message("three"));
        assertThat(server.stream().received).hasSize(1);
        server.stream().whenReceived = element -> {};
        server.transport().resumeReading();
        assertThat(server.stream().received)
                .extracting(message -> message.firstChild().orElseThrow().text())
                .containsExactly("one", "two", "three");
        assertThat(second.answer()).isNull();
    }

    @Test
    void endsTheSessionOfWhoDoesNotFetch() {
        BoshScenario small = new BoshScenario(
                new BoshConfig(null, null, null, 65_536, null, null, null, null, null, null, null, null, null));
        BoshClient client = small.client().begun();
        for (int i = 0; i < 4; i++) {
            small.says("x".repeat(20_000));
        }
        assertThat(client.poll(1001).answer())
                .hasSizeLessThan(1000)
                .contains("condition='remote-stream-error'")
                .contains("<policy-violation ");
        assertThat(small.stream().ends).hasSize(1);
        assertThat(small.handler.size()).isZero();
        small.release();
    }
}
