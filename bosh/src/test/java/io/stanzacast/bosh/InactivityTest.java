package io.stanzacast.bosh;

import static io.stanzacast.bosh.BoshScenario.EMPTY;
import static io.stanzacast.bosh.BoshScenario.bodyWith;
import static io.stanzacast.bosh.BoshScenario.message;
import static io.stanzacast.bosh.BoshScenario.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InactivityTest {
    private final BoshScenario server = new BoshScenario();

    @AfterEach
    void release() {
        server.release();
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §10: without any request the session ends after 'inactivity'")
    void endsSilentSessions() {
        BoshClient client = server.client().begun();
        client.pass(59);
        assertThat(server.stream().ends).isEmpty();
        client.pass(1);
        assertThat(server.stream().ends).containsExactly("no request within 60 s");
        assertThat(server.handler.size()).isZero();
        assertThat(client.poll(1001).answer()).isEqualTo(terminate("item-not-found"));
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §10: time does not run while a request is held")
    void livesWhileARequestIsHeld() {
        BoshClient client = server.client().begun();
        client.pass(50);
        BoshClient.Connection poll = client.poll(1001);
        client.pass(60);
        assertThat(poll.answer()).isEqualTo(EMPTY);
        client.pass(59);
        assertThat(server.stream().ends).isEmpty();
        client.pass(1);
        assertThat(server.stream().ends).hasSize(1);
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §10: a request whose connection is lost is not held")
    void noticesLostConnections() {
        BoshClient client = server.client().begun();
        client.poll(1001).close();
        client.pass(59);
        assertThat(server.stream().ends).isEmpty();
        client.pass(2);
        assertThat(server.stream().ends).hasSize(1);
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §10: a pause answers all requests without payloads and lasts until the next request")
    void pauses() {
        BoshClient client = server.client().begun();
        BoshClient.Connection held = client.poll(1001);
        BoshClient.Connection pause = client.request(1002, "pause='100'", "");
        assertThat(held.answer()).isEqualTo(EMPTY);
        assertThat(pause.answer()).isEqualTo(EMPTY);
        server.says("meanwhile");
        client.pass(99);
        assertThat(server.stream().ends).isEmpty();
        assertThat(client.poll(1003).answer()).isEqualTo(bodyWith(message("meanwhile")));
        client.pass(60);
        assertThat(server.stream().ends).containsExactly("no request within 60 s");
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §10: a pause may shorten the period")
    void pausesForLess() {
        BoshClient client = server.client().begun();
        client.request(1001, "pause='10'", "");
        client.pass(10);
        assertThat(server.stream().ends).containsExactly("no request within 10 s");
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §10: a pause beyond 'maxpause' is refused")
    void refusesLongPauses() {
        BoshClient client = server.client().begun();
        assertThat(client.request(1001, "pause='121'", "").answer()).isEqualTo(terminate("policy-violation"));
        assertThat(server.stream().ends).hasSize(1);
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §12: who polls may be silent for longer")
    void givesPollersMoreTime() {
        BoshClient client = server.client();
        assertThat(client.begin("to='example.org' wait='0' hold='0'")).contains(" inactivity='70' polling='5' ");
        client.pass(69);
        assertThat(server.stream().ends).isEmpty();
        client.pass(1);
        assertThat(server.stream().ends).hasSize(1);
    }
}
