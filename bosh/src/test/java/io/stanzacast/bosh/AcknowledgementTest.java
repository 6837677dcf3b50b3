package io.stanzacast.bosh;

import static io.stanzacast.bosh.BoshScenario.bodyWith;
import static io.stanzacast.bosh.BoshScenario.message;
import static io.stanzacast.bosh.BoshScenario.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
    private final BoshScenario server = new BoshScenario();

    @AfterEach
    void release() {
        server.release();
    }

    private static final String ACKS = "to='example.org' wait='60' hold='1' ver='1.6' ack='1'";

    @Test
    @DisplayName("XEP-0124 1.11.2 §7.2: the creation response acknowledges its request")
    void acknowledgesTheCreation() {
        assertThat(server.client().begin(ACKS)).contains(" ack='1000'");
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §9.1: a response tells of the highest request received, unless it answers that one")
    void acknowledgesRequests() {
        BoshClient client = server.client();
        client.begin(ACKS);
        BoshClient.Connection first = client.poll(1001);
        BoshClient.Connection second = client.send(1002, message("hi"));
        assertThat(first.answer()).isEqualTo("<body xmlns='http://jabber.org/protocol/httpbind' ack='1002'/>");
        server.says("hi");
        assertThat(second.answer()).isEqualTo(bodyWith(message("hi")));
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §9.2: a response that the client lacks for long is reported")
    void reportsLostResponses() {
        BoshClient client = server.client();
        client.begin(ACKS);
        BoshClient.Connection lost = client.poll(1001);
        server.says("lost");
        assertThat(lost.answer()).isNotNull();
        client.pass(4);
        BoshClient.Connection next = client.request(1002, "ack='1000'", "");
        assertThat(next.answer())
                .isEqualTo("<body xmlns='http://jabber.org/protocol/httpbind' report='1001' time='4000'/>");
        assertThat(client.poll(1001).answer()).isEqualTo(bodyWith(message("lost")));
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §9.2: what was sent just now is not called lost")
    void doesNotReportWhatIsUnderWay() {
        BoshClient client = server.client();
        client.begin(ACKS);
        client.poll(1001);
        server.says("under way");
        client.pass(1);
        assertThat(client.request(1002, "ack='1000'", "").answer()).isNull();
        assertThat(client.request(1003, "ack='soon'", message("hi")).answer()).isEqualTo(terminate("bad-request"));
    }
}
