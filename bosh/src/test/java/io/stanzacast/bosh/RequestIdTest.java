package io.stanzacast.bosh;

import static io.stanzacast.bosh.BoshScenario.EMPTY;
import static io.stanzacast.bosh.BoshScenario.bodyWith;
import static io.stanzacast.bosh.BoshScenario.message;
import static io.stanzacast.bosh.BoshScenario.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestIdTest {
    private final BoshScenario server = new BoshScenario();

    @AfterEach
    void release() {
        server.release();
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §14.2: requests that overtake one another are taken in order")
    void ordersRequests() {
        BoshClient client = server.client().begun();
        BoshClient.Connection second = client.send(1002, message("two"));
        assertThat(server.stream().received).isEmpty();
        BoshClient.Connection first = client.send(1001, message("one"));
        assertThat(server.stream().received)
                .extracting(message -> message.firstChild().orElseThrow().text())
                .containsExactly("one", "two");
        assertThat(first.answer()).isEqualTo(EMPTY);
        server.says("hi");
        assertThat(second.answer()).isEqualTo(bodyWith(message("hi")));
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §14.2: a rid beyond the window ends the session with item-not-found")
    void refusesWhatIsBeyondTheWindow() {
        BoshClient client = server.client().begun();
        BoshClient.Connection held = client.poll(1001);
        assertThat(client.send(1004, message("hi")).answer()).isEqualTo(terminate("item-not-found"));
        assertThat(held.answer()).isEqualTo(terminate("other-request"));
        assertThat(server.stream().ends).containsExactly("item-not-found: rid: out of the window");
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §14.3: a lost response is sent again, and its request is not taken twice")
    void repeatsResponses() {
        BoshClient client = server.client().begun();
        BoshClient.Connection lost = client.send(1001, message("once"));
        server.says("hi");
        assertThat(lost.answer()).isEqualTo(bodyWith(message("hi")));
        lost.close();
        assertThat(client.send(1001, message("once")).answer()).isEqualTo(bodyWith(message("hi")));
        assertThat(server.stream().received).hasSize(1);
        BoshClient.Connection next = client.poll(1002);
        assertThat(next.answer()).isNull();
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §14.3: what is sent while the connection is lost comes to who repeats the request")
    void keepsPayloadsForTheRepeatedRequest() {
        BoshClient client = server.client().begun();
        client.poll(1001).close();
        server.says("hi");
        client.pass(1);
        assertThat(client.poll(1001).answer()).isEqualTo(bodyWith(message("hi")));
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §14.3: of a request that is held the older connection gets a recoverable error")
    void movesToTheLatestConnection() {
        BoshClient client = server.client().begun();
        BoshClient.Connection older = client.poll(1001);
        BoshClient.Connection later = client.poll(1001);
        assertThat(older.answer()).isEqualTo("<body xmlns='http://jabber.org/protocol/httpbind' type='error'/>");
        server.says("hi");
        assertThat(later.answer()).isEqualTo(bodyWith(message("hi")));
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §14.3: the same for a request whose turn has not come")
    void movesToTheLatestConnectionBeforeItsTurn() {
        BoshClient client = server.client().begun();
        BoshClient.Connection older = client.send(1002, message("two"));
        BoshClient.Connection later = client.send(1002, message("two"));
        assertThat(older.answer()).contains("type='error'");
        client.send(1001, message("one"));
        server.says("hi");
        assertThat(later.answer()).isEqualTo(bodyWith(message("hi")));
        assertThat(server.stream().received).hasSize(2);
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §14.3: a response that is no longer there is item-not-found")
    void refusesWhatIsForgotten() {
        BoshClient client = server.client().begun();
        for (int rid = 1001; rid < 1005; rid++) {
            BoshClient.Connection poll = client.poll(rid);
            server.says("hi");
            assertThat(poll.answer()).isNotNull();
        }
        assertThat(client.poll(1003).answer()).isEqualTo(bodyWith(message("hi")));
        assertThat(client.poll(1002).answer()).isEqualTo(terminate("item-not-found"));
        assertThat(server.stream().ends).hasSize(1);
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §14.3: who repeats one request endlessly breaks the rules")
    void limitsRepetition() {
        BoshClient client = server.client().begun();
        client.poll(1001);
        server.says("hi");
        client.pass(0);
        for (int i = 0; i < 10; i++) {
            assertThat(client.poll(1001).answer()).isEqualTo(bodyWith(message("hi")));
        }
        assertThat(client.poll(1001).answer()).isEqualTo(terminate("policy-violation"));
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §17.2: a sid that is none is item-not-found, a rid that is none a bad-request")
    void refusesUnknownSessions() {
        BoshClient client = server.client().begun();
        BoshClient.Connection stranger = server.client().poll(1001);
        assertThat(stranger.answer()).isEqualTo(terminate("item-not-found"));
        BoshClient.Connection wrong = client.connect();
        wrong.post("<body xmlns='http://jabber.org/protocol/httpbind' rid='9007199254740992' to='example.org'/>");
        assertThat(wrong.answer()).isEqualTo(terminate("bad-request"));
        wrong.post("<body xmlns='http://jabber.org/protocol/httpbind' rid='one' to='example.org'/>");
        assertThat(wrong.answer()).isEqualTo(terminate("bad-request"));
    }
}
