package io.stanzacast.xmpp.im;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.script.Script;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestGuardTest {
    private static final String FORBIDDEN = """
            <error type='auth' code='403'>
                <forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>guests reach rooms and services only</text>
            </error>
            """;

    private final Rooms rooms = new Rooms();
    private final Script script = Script.builder().service(s -> rooms).build();
    private final Client guest = script.client("g1@guest.example.org/web");
    private final Client other = script.client("g2@guest.example.org/web");
    private final Client romeo = script.client("romeo@example.org/orchard");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "romeo@example.org",
                "romeo@example.org/orchard",
                "nobody@example.org",
                "g2@guest.example.org/web",
                "g2@guest.example.org",
                "example.org",
                "example.net",
                "a@example.net"
            })
    void guestsDoNotReach(String to) {
        guest.sends("<message to='" + to + "' id='m'><body>hi</body></message>"
                + "<iq to='" + to + "' type='get' id='i'><ping xmlns='urn:xmpp:ping'/></iq>"
                + "<presence to='" + to + "' id='p'/>");

        guest.receives("<message from='" + to + "' to='{any}' type='error' id='m'>" + FORBIDDEN + "</message>"
                + "<iq from='" + to + "' to='{any}' type='error' id='i'>" + FORBIDDEN + "</iq>"
                + "<presence from='" + to + "' to='{any}' type='error' id='p'>" + FORBIDDEN + "</presence>");
        guest.receivesNothing();
        other.receivesNothing();
        romeo.receivesNothing();
    }

    @Test
    void guestsReachServicesTheirHostAndThemselves() {
        guest.sends("""
                <presence to='stage@rooms.example.org/Guest'/>
                <iq to='guest.example.org' type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>
                <iq type='get' id='2'><ping xmlns='urn:xmpp:ping'/></iq>
                <iq to='g1@guest.example.org/web' type='get' id='3'><q xmlns='urn:x'/></iq>
                """);

        assertThat(rooms.received).hasSize(1);
        guest.receives("""
                <iq from='guest.example.org' to='{any}' type='result' id='1'/>
                <iq from='g1@guest.example.org' to='{any}' type='result' id='2'/>
                <iq from='g1@guest.example.org/web' to='g1@guest.example.org/web' type='get' id='3'><q xmlns='urn:x'/></iq>
                """);
    }

    @Test
    void accountsDoNotReachGuests() {
        romeo.sends("<message to='g1@guest.example.org/web' id='m'><body>hi</body></message>");

        romeo.receives(
                "<message from='g1@guest.example.org/web' to='{any}' type='error' id='m'>" + FORBIDDEN + "</message>");
        guest.receivesNothing();
    }

    @Test
    void servicesReachGuests() {
        Element element = Element.builder("message", Stanza.NS)
                .attribute("from", "stage@rooms.example.org/Romeo")
                .attribute("to", "g1@guest.example.org/web")
                .build();
        script.router().route(stanza(element));

        guest.receives("<message from='stage@rooms.example.org/Romeo' to='g1@guest.example.org/web'/>");
    }

    @Test
    void siteMayLetGuestsReachMore() {
        Script open = Script.builder().guests(new GuestConfig(true, true)).build();
        Client first = open.client("g1@guest.example.org/web");
        Client second = open.client("g2@guest.example.org/web");
        Client juliet = open.client("juliet@example.org/balcony");

        first.sends("<message to='g2@guest.example.org/web'/><message to='juliet@example.org/balcony'/>");
        juliet.sends("<message to='g1@guest.example.org/web'/>");

        assertThat(second.all()).hasSize(1);
        assertThat(juliet.all()).hasSize(1);
        first.receives("<message from='juliet@example.org/balcony' to='g1@guest.example.org/web'/>");
    }

    private static Stanza stanza(Element element) {
        try {
            return Stanza.of(element);
        } catch (StanzaException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final class Rooms implements LocalService {
        private final List<Stanza> received = new ArrayList<>();

        @Override
        public Set<String> domains() {
            return Set.of("rooms.example.org");
        }

        @Override
        public void receive(Stanza stanza) {
            received.add(stanza);
        }
    }
}
