package io.stanzacast.bosh;

import static io.stanzacast.bosh.BoshScenario.EMPTY;
import static io.stanzacast.bosh.BoshScenario.bodyWith;
import static io.stanzacast.bosh.BoshScenario.message;
import static io.stanzacast.bosh.BoshScenario.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OveractivityTest {
    private final BoshScenario server = new BoshScenario();

    @AfterEach
    void release() {
        server.release();
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §11: more requests at a time than 'requests' are a policy-violation")
    void refusesTooManyAtATime() {
        BoshClient client = server.client().begun();
        server.transport().pauseReading();
        BoshClient.Connection first = client.send(1001, message("1"));
        BoshClient.Connection second = client.send(1002, message("2"));
        assertThat(first.answer()).isNull();
        assertThat(client.request(1003, "", message("3")).answer()).isEqualTo(terminate("item-not-found"));
        assertThat(first.answer()).isEqualTo(terminate("other-request"));
        assertThat(second.answer()).isEqualTo(terminate("other-request"));
        assertThat(server.stream().ends).hasSize(1);
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §11: one request more may pause or end the session")
    void allowsOneMoreToPause() {
        BoshClient client = server.client().begun();
        server.transport().pauseReading();
        client.send(1001, message("1"));
        client.send(1002, message("2"));
        client.request(1003, "type='terminate'", "");
        assertThat(server.stream().ends).isEmpty();
        server.transport().resumeReading();
        assertThat(server.stream().closedByPeer).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "XEP-0124 1.11.2 §11: an empty request besides one that is held, within 'polling', is a policy-violation")
    void refusesEmptyRequestsThatComeTooSoon() {
        BoshClient client = server.client().begun();
        BoshClient.Connection held = client.poll(1001);
        client.pass(4);
        assertThat(client.poll(1002).answer()).isEqualTo(terminate("policy-violation"));
        assertThat(held.answer()).isEqualTo(terminate("other-request"));
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §11: an empty request after 'polling' frees the one that is held")
    void allowsEmptyRequestsAfterAWhile() {
        BoshClient client = server.client().begun();
        BoshClient.Connection held = client.poll(1001);
        client.pass(5);
        assertThat(client.poll(1002).answer()).isNull();
        assertThat(held.answer()).isEqualTo(EMPTY);
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §12: polls are answered at once")
    void answersPollsAtOnce() {
        BoshClient client = server.client();
        assertThat(client.begin("to='example.org' wait='0' hold='1' ver='1.6'")).contains(" wait='0' hold='0' ");
        client.pass(5);
        assertThat(client.poll(1001).answer()).isEqualTo(EMPTY);
        client.pass(5);
        server.says("hi");
        assertThat(client.poll(1002).answer()).isEqualTo(bodyWith(message("hi")));
    }

    @Test
    @DisplayName(
            "XEP-0124 1.11.2 §12: two empty polls within 'polling' are a policy-violation if the first brought nothing")
    void refusesPollsThatComeTooSoon() {
        BoshClient client = server.client();
        client.begin("to='example.org' wait='60' hold='0' ver='1.6'");
        server.says("hi");
        assertThat(client.poll(1001).answer()).isEqualTo(bodyWith(message("hi")));
        assertThat(client.poll(1002).answer()).isEqualTo(EMPTY);
        assertThat(client.send(1003, message("not empty")).answer()).isEqualTo(EMPTY);
        assertThat(client.poll(1004).answer()).isEqualTo(EMPTY);
        client.pass(4);
        assertThat(client.poll(1005).answer()).isEqualTo(terminate("policy-violation"));
    }
}
