package io.stanzacast.xmpp.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.script.Script;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceRoutingTest {
    private final Recorder rooms = new Recorder(Set.of("rooms.example.org"));
    private final Script script = Script.builder().service(s -> rooms).build();
    private final Client romeo = script.client("romeo@example.org/orchard");

    @Test
    void serviceGetsAllBeneathItsDomainInOrder() {
        romeo.sends("""
                <presence to='stage@rooms.example.org/Romeo'/>
                <message to='stage@rooms.example.org' type='groupchat'><body>hi</body></message>
                <iq to='stage@rooms.example.org' type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>
                <iq to='rooms.example.org' type='get' id='2'><unknown xmlns='urn:x'/></iq>
                """);

        assertThat(rooms.received)
                .extracting(
                        stanza -> stanza.element().name() + " " + stanza.to().orElseThrow())
                .containsExactly(
                        "presence stage@rooms.example.org/Romeo",
                        "message stage@rooms.example.org",
                        "iq stage@rooms.example.org",
                        "iq rooms.example.org");
        assertThat(rooms.received).allMatch(stanza -> stanza.from().equals(Optional.of(romeo.jid())));
    }

    @Test
    void serverAnswersForTheDomainOfServiceWhatAnExtensionKnows() {
        romeo.sends("<iq to='rooms.example.org' type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>");

        romeo.receives("<iq from='rooms.example.org' to='{any}' type='result' id='1'/>");
        assertThat(rooms.received).isEmpty();
    }

    @Test
    void failureOfServiceIsAnswered() {
        rooms.broken = true;
        romeo.sends("<iq to='stage@rooms.example.org' type='get' id='1'><q xmlns='urn:x'/></iq>");

        romeo.receives("""
                <iq from='stage@rooms.example.org' to='{any}' type='error' id='1'>
                    <error type='cancel' code='500'>
                        <internal-server-error xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    </error>
                </iq>
                """);
    }

    @Test
    void serviceHearsThatSessionIsGone() {
        Jid room = Jid.parse("stage@rooms.example.org");
        Iq question = Iq.request(Iq.Type.GET, room, Jid.parse("romeo@example.org/gone"), "1", Element.of("q", "urn:x"));

        script.router().route(question);

        assertThat(rooms.received).hasSize(1);
        assertThat(rooms.received.get(0).isError()).isTrue();
    }

    @Test
    void twoServicesCannotShareDomain() {
        assertThatThrownBy(() -> Script.builder()
                        .service(s -> new Recorder(Set.of("rooms.example.org")))
                        .service(s -> new Recorder(Set.of("rooms.example.org")))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rooms.example.org");
    }

    private static final class Recorder implements LocalService {
        private final Set<String> domains;
        private final List<Stanza> received = new ArrayList<>();
        private boolean broken;

        Recorder(Set<String> domains) {
            this.domains = domains;
        }

        @Override
        public Set<String> domains() {
            return domains;
        }

        @Override
        public void receive(Stanza stanza) {
            if (broken) {
                throw new IllegalStateException("for the test");
            }
            received.add(stanza);
        }
    }
}
