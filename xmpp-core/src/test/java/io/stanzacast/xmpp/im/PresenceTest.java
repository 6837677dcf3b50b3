package io.stanzacast.xmpp.im;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.routing.LocalService;
import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.script.Script;
import io.stanzacast.xmpp.session.PresenceChanged;
import io.stanzacast.xmpp.stanza.Stanza;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceTest {
    private final Rooms rooms = new Rooms();
    private final List<PresenceChanged> changes = new ArrayList<>();
    private final Script script = Script.builder()
            .service(s -> rooms)
            .extension(s -> new Changes(changes))
            .build();
    private final Client orchard = script.client("romeo@example.org/orchard");

    @Test
    @DisplayName("RFC 6121 §4.2.2 initial presence goes to the account's available resources, itself included")
    void tellsOwnResources() {
        Client chamber = script.client("romeo@example.org/chamber");
        Client silent = script.client("romeo@example.org/silent");
        orchard.sends("<presence><show>away</show></presence>");
        orchard.receives(
                "<presence from='romeo@example.org/orchard' to='romeo@example.org/orchard'><show>away</show></presence>");

        chamber.sends("<presence/>");

        chamber.receives("""
                <presence from='romeo@example.org/chamber' to='romeo@example.org/chamber'/>
                <presence from='romeo@example.org/orchard' to='romeo@example.org/chamber'><show>away</show></presence>
                """);
        orchard.receives("<presence from='romeo@example.org/chamber' to='romeo@example.org/orchard'/>");
        silent.receivesNothing();
        assertThat(changes).extracting(PresenceChanged::initial).containsExactly(true, true);
    }

    @Test
    @DisplayName(
            "RFC 6121 §4.5 unavailable presence goes to the account's other resources, also when the stream breaks")
    void tellsOwnResourcesOfTheEnd() {
        Client chamber = script.client("romeo@example.org/chamber");
        Client hall = script.client("romeo@example.org/hall");
        List.of(orchard, chamber, hall).forEach(client -> client.sends("<presence/>"));
        orchard.all();

        chamber.sends("<presence type='unavailable'><status>bye</status></presence>");
        chamber.disconnects();
        hall.disconnects();

        orchard.receives("""
                <presence from='romeo@example.org/chamber' to='romeo@example.org/orchard' type='unavailable'>
                    <status>bye</status>
                </presence>
                <presence from='romeo@example.org/hall' to='romeo@example.org/orchard' type='unavailable'/>
                """);
        orchard.receivesNothing();
        assertThat(changes).filteredOn(change -> !change.isAvailable()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"128", "-129", "high", ""})
    @DisplayName("RFC 6121 §4.7.2.3 a priority out of range is refused")
    void refusesBadPriority(String priority) {
        orchard.sends("<presence id='p'><priority>" + priority + "</priority></presence>");

        orchard.receives("<presence from='romeo@example.org' to='{any}' type='error' id='p'>{any}</presence>");
        assertThat(orchard.session().presence()).isEmpty();
    }

    @Test
    @DisplayName("RFC 6121 §4.6.3 whoever got directed presence hears once that it ended")
    void tellsDirectedEntitiesOnceOfTheEnd() {
        Client juliet = script.client("juliet@example.org/balcony");
        orchard.sends("""
                <presence/>
                <presence to='stage@rooms.example.org/Romeo'/>
                <presence to='stage@rooms.example.org/Montague'/>
                <presence to='hall@rooms.example.org/Romeo'/>
                <presence to='hall@rooms.example.org/Romeo' type='unavailable'/>
                <presence to='juliet@example.org/balcony'/>
                """);
        juliet.receives("<presence from='romeo@example.org/orchard' to='juliet@example.org/balcony'/>");
        rooms.received.clear();

        orchard.sends("<presence type='unavailable'/>");
        orchard.disconnects();

        assertThat(rooms.received).containsExactly("unavailable stage@rooms.example.org/Montague");
        juliet.receives(
                "<presence from='romeo@example.org/orchard' to='juliet@example.org/balcony' type='unavailable'/>");
        juliet.receivesNothing();
    }

    @Test
    void roomHearsOfTheEndOfSessionThatNeverWasAvailable() {
        orchard.sends("<presence to='stage@rooms.example.org/Romeo'/>");

        orchard.disconnects();

        assertThat(rooms.received)
                .containsExactly(
                        "available stage@rooms.example.org/Romeo", "unavailable stage@rooms.example.org/Romeo");
    }

    @Test
    void refusesDirectedPresenceToTooManyAddresses() {
        for (int i = 0; i < DirectedPresence.MAX_ADDRESSES; i++) {
            orchard.sends("<presence to='r" + i + "@rooms.example.org/Romeo'/>");
        }
        orchard.receivesNothing();

        orchard.sends("<presence to='one-more@rooms.example.org/Romeo' id='p'/>");
        orchard.sends("<presence to='r1@rooms.example.org/Montague'/>");

        orchard.receives(
                "<presence from='one-more@rooms.example.org/Romeo' to='{any}' type='error' id='p'>{any}</presence>");
        orchard.receivesNothing();
        assertThat(rooms.received).hasSize(DirectedPresence.MAX_ADDRESSES + 1);
    }

    @Test
    @DisplayName("RFC 6121 §8.5.2.1.2 presence to a bare address goes to all available resources, negative ones too")
    void deliversPresenceToAvailableResources() {
        Client juliet = script.client("juliet@example.org/balcony");
        Client silent = script.client("juliet@example.org/silent");
        juliet.sends("<presence><priority>-1</priority></presence>");
        juliet.all();

        orchard.sends("<presence to='juliet@example.org'/>");

        juliet.receives("<presence from='romeo@example.org/orchard' to='juliet@example.org'/>");
        silent.receivesNothing();
    }

    @Test
    void refusesSubscriptionAndIgnoresTheRestOfSubscribing() {
        orchard.sends("""
                <presence to='juliet@example.org' type='subscribe' id='s'/>
                <presence to='juliet@example.org' type='subscribed'/>
                <presence to='juliet@example.org' type='unsubscribe'/>
                <presence to='juliet@example.org' type='unsubscribed'/>
                <presence to='juliet@example.org' type='probe'/>
                <presence to='nobody@example.org/gone'/>
                <presence to='example.org'/>
                """);

        orchard.receives("<presence from='juliet@example.org' to='{any}' type='error' id='s'>{any}</presence>");
        orchard.receivesNothing();
    }

    private static final class Rooms implements LocalService {
        private final List<String> received = new ArrayList<>();

        @Override
        public Set<String> domains() {
            return Set.of("rooms.example.org");
        }

        @Override
        public void receive(Stanza stanza) {
            received.add(stanza.element().attribute("type").orElse("available") + " "
                    + stanza.to().orElseThrow());
        }
    }
}
