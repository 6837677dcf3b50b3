package io.stanzacast.bosh;

import static io.stanzacast.bosh.BoshScenario.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.stream.StreamError.Condition;
import io.stanzacast.xmpp.stream.StreamHeader;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionCreationTest {
    private final BoshScenario server = new BoshScenario();

    @AfterEach
    void release() {
        server.release();
    }

    @Test
    @DisplayName(
            "XEP-0124 1.11.2 §7.2, XEP-0206 1.4 §4: the first response has the terms, the stream's header and features")
    void answersWithTermsAndFeatures() {
        BoshClient client = server.client();
        String answer = client.begin("to='example.org' from='me@example.org' wait='60' hold='1' ver='1.6' xml:lang='de'"
                + " content='text/xml; charset=utf-8' xmpp:version='1.0' route='xmpp:example.org:9999' secure='true'");
        assertThat(answer)
                .isEqualTo("<body xmlns='http://jabber.org/protocol/httpbind' sid='" + client.sid()
                        + "' wait='60' hold='1' requests='2' inactivity='60' polling='5' maxpause='120' charsets='UTF-8' ver='1.6'"
                        + " xmlns:xmpp='urn:xmpp:xbosh' xmpp:restartlogic='true' xmpp:version='1.0' authid='id1' from='example.org'"
                        + " xmlns:stream='http://etherx.jabber.org/streams'>"
                        + "<stream:features xmlns:stream='http://etherx.jabber.org/streams'>"
                        + "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></stream:features></body>");
        assertThat(client.sid()).hasSizeGreaterThanOrEqualTo(22);
        assertThat(server.stream().headers)
                .containsExactly(new StreamHeader("jabber:client", "example.org", "me@example.org", null, "1.0", "de"));
        assertThat(server.transport().name()).isEqualTo("bosh");
        assertThat(server.transport().isSecure()).isTrue();
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §7.2: no term is more than the client asked for")
    void grantsNoMoreThanAsked() {
        assertThat(server.client().begin("to='example.org' wait='10' hold='1' ver='1.20'"))
                .contains(" wait='10' hold='1' requests='2' ")
                .contains(" ver='1.11'");
        assertThat(server.client().begin("to='example.org' wait='3600' hold='5' ver='2.0'"))
                .contains(" wait='60' hold='1' requests='6' ")
                .contains(" ver='1.11'");
        assertThat(server.client().begin("to='example.org' wait='99999999999' hold='1'"))
                .contains(" wait='60' ")
                .doesNotContain(" ver=");
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §7.1: responses have the content type that the client wants, if it is harmless")
    void usesTheContentTypeWanted() {
        assertContentType("text/plain", "text/plain; charset=utf-8");
        assertContentType("application/xml; charset=UTF-8", "application/xml; charset=utf-8");
        assertContentType("text/html; charset=utf-8", "text/xml; charset=utf-8");
    }

    private void assertContentType(String wanted, String expected) {
        BoshClient client = server.client();
        assertThat(client.begin("to='example.org' wait='60' hold='1' content='" + wanted + "'"))
                .isNotNull();
        BoshClient.Connection poll = client.poll(1001);
        server.says("hi");
        assertThat(poll.answer()).isNotNull();
        assertThat(poll.header("content-type")).isEqualTo(expected);
        assertThat(poll.header("cache-control")).isEqualTo("no-store");
        assertThat(poll.status()).isEqualTo(200);
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §17.2: without 'to' the condition is improper-addressing")
    void refusesWithoutTo() {
        assertThat(server.client().begin("wait='60' hold='1' ver='1.6'")).isEqualTo(terminate("improper-addressing"));
        assertThat(server.client().begin("to='' wait='60' hold='1' ver='1.6'"))
                .isEqualTo(terminate("improper-addressing"));
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §17.2: a host that is not served is host-unknown")
    void reportsUnknownHosts() {
        BoshScenario refusing = new BoshScenario();
        BoshClient client = refusing.client();
        client.begin("to='example.org' wait='60' hold='1' ver='1.6'");
        assertThat(ended(Condition.HOST_UNKNOWN)).isEqualTo(terminate("host-unknown"));
        assertThat(ended(Condition.HOST_GONE)).isEqualTo(terminate("host-gone"));
        assertThat(ended(Condition.IMPROPER_ADDRESSING)).isEqualTo(terminate("improper-addressing"));
        assertThat(ended(Condition.SYSTEM_SHUTDOWN)).isEqualTo(terminate("system-shutdown"));
        assertThat(ended(Condition.INTERNAL_SERVER_ERROR)).isEqualTo(terminate("internal-server-error"));
        refusing.release();
    }

    private String ended(Condition condition) {
        BoshClient client = server.client().begun();
        BoshClient.Connection poll = client.poll(1001);
        server.transport().close(Optional.of(new StreamError(condition, null)));
        String answer = poll.answer();
        assertThat(server.stream().ends).hasSize(1);
        assertThat(client.poll(1002).answer()).isEqualTo(terminate("item-not-found"));
        return String.valueOf(answer);
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §17.2: numbers that are none are a bad-request")
    void refusesBadNumbers() {
        assertThat(server.client().begin("to='example.org' wait='soon'")).isEqualTo(terminate("bad-request"));
        assertThat(server.client().begin("to='example.org' hold='-1'")).isEqualTo(terminate("bad-request"));
        assertThat(server.client().begin("to='example.org' ver='latest'")).isEqualTo(terminate("bad-request"));
        assertThat(server.streams.streams).isEmpty();
        assertThat(server.handler.size()).isZero();
    }

    @Test
    void limitsSessionsPerAddress() {
        BoshScenario small = new BoshScenario(
                new BoshConfig(null, null, null, null, null, null, null, null, null, null, 1, null, null));
        BoshClient first = small.client().begun();
        assertThat(small.client().begin("to='example.org' wait='60' hold='1'"))
                .isEqualTo(terminate("policy-violation"));
        first.request(1001, "type='terminate'", "");
        small.client().begun();
        assertThat(small.handler.size()).isEqualTo(1);
        small.release();
    }

    @Test
    void holdsTheFirstRequestUntilThereAreFeatures() {
        BoshScenario late = new BoshScenario();
        BoshClient client = late.client();
        late.streams.prepare = stream -> stream.whenOpened = header -> {};
        assertThat(client.begin("to='example.org' wait='20' hold='1'")).isNull();
        client.pass(19);
        late.stream().answer(late.stream().headers.get(0));
        client.pass(0);
        assertThat(late.handler.size()).isEqualTo(1);
        late.release();
    }
}
