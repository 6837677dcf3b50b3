package io.stanzacast.xmpp.muc;

import static io.stanzacast.xmpp.muc.Stage.field;
import static io.stanzacast.xmpp.muc.Stage.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.script.Client;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SpeakingTest {
    private static final String ROOM = "coven@rooms.example.org";

    private final Stage stage = new Stage();
    private final Client romeo = stage.owner("romeo", ROOM);

    private static void say(Client client, String body) {
        client.sends("<message type='groupchat' to='coven@rooms.example.org'><body>" + body + "</body></message>");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.4: from the occupant JID to everybody, same id, everything in it kept")
    void reflectsMessages() {
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends("<message type='groupchat' id='7' to='coven@rooms.example.org'><body>hi</body>"
                + "<y xmlns='urn:y'><z/></y></message>");
        String reflected = "<message type='groupchat' id='7' from='coven@rooms.example.org/juliet' to='{any}'>"
                + "<body>hi</body><y xmlns='urn:y'><z/></y></message>";
        juliet.receives(reflected);
        romeo.receives(reflected);
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.4: not an occupant: not-acceptable; §17.2: no such room: item-not-found")
    void refusesMessagesFromOutside() {
        Client juliet = stage.user("juliet");
        say(juliet, "hi");
        juliet.sends("<message type='groupchat' to='none@rooms.example.org'><body>hi</body></message>");
        assertThat(got(juliet)).containsExactly("message error not-acceptable", "message error item-not-found");
        romeo.receivesNothing();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.4: a visitor: forbidden")
    void refusesVisitors() {
        stage.configure(romeo, ROOM, field("muc#roomconfig_moderatedroom", "1"));
        Client juliet = stage.inside("juliet", ROOM);
        say(juliet, "hi");
        assertThat(got(juliet)).containsExactly("message error forbidden");
        romeo.receivesNothing();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §17.2: to the room, but not groupchat: bad-request")
    void refusesChatToTheRoom() {
        romeo.sends("<message type='chat' to='coven@rooms.example.org'><body>hi</body></message>");
        assertThat(got(romeo)).containsExactly("message error bad-request");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §17.3: nobody speaks in the room's name")
    void removesWhatOnlyTheRoomMaySay() {
        romeo.sends("<message type='groupchat' to='coven@rooms.example.org'><body>hi</body>"
                + "<x xmlns='http://jabber.org/protocol/muc#user'><status code='172'/></x>"
                + "<delay xmlns='urn:xmpp:delay' from='coven@rooms.example.org' stamp='2000-01-01T00:00:00Z'/>"
                + "<delay xmlns='urn:xmpp:delay' from='romeo@example.org' stamp='2000-01-01T00:00:00Z'/></message>");
        romeo.receives("<message type='groupchat' from='{any}' to='{any}'><body>hi</body>"
                + "<delay xmlns='urn:xmpp:delay' from='romeo@example.org' stamp='2000-01-01T00:00:00Z'/></message>");
    }

    @Test
    void asksThePolicyWhoMaySpeak() {
        stage.policy = new RoomPolicy() {
            @Override
            public Decision mayCreate(io.stanzacast.xmpp.address.Jid user, io.stanzacast.xmpp.address.Jid room) {
                return Decision.allowed();
            }

            @Override
            public Decision mayJoin(JoinRequest request) {
                return Decision.allowed();
            }

            @Override
            public Decision maySpeak(SpeakRequest request) {
                return Decision.denied(io.stanzacast.xmpp.stanza.StanzaError.Condition.POLICY_VIOLATION, "not so fast");
            }
        };
        say(romeo, "hi");
        assertThat(got(romeo)).containsExactly("message error policy-violation");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.5: private messages go to all resources of one occupant, marked")
    void deliversPrivateMessages() {
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends("<message type='chat' id='p' to='coven@rooms.example.org/romeo'><body>psst</body></message>");
        romeo.receives("<message type='chat' id='p' from='coven@rooms.example.org/juliet' to='romeo@example.org/pda'>"
                + "<body>psst</body><x xmlns='http://jabber.org/protocol/muc#user'/></message>");
        juliet.receivesNothing();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.5: refusals of private messages")
    void refusesPrivateMessagesAsDemanded() {
        Client juliet = stage.user("juliet");
        String chat = "<message type='chat' to='coven@rooms.example.org/romeo'><body>psst</body></message>";
        juliet.sends(chat);
        romeo.sends("<message type='chat' to='coven@rooms.example.org/nobody'><body>psst</body></message>");
        romeo.sends("<message type='groupchat' to='coven@rooms.example.org/romeo'><body>psst</body></message>");
        assertThat(got(juliet)).containsExactly("message error not-acceptable");
        assertThat(got(romeo)).containsExactly("message error item-not-found", "message error bad-request");
        stage.configure(romeo, ROOM, field("muc#roomconfig_allowpm", "none"));
        stage.inside("juliet", ROOM).sends(chat);
        assertThat(got(juliet)).containsExactly("message error forbidden");
        stage.configure(romeo, ROOM, field("muc#roomconfig_allowpm", "moderators")); // not on offer
        assertThat(got(romeo)).last().isEqualTo("iq error not-acceptable");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §8.1: who changes the subject, and what everybody then gets")
    void changesTheSubject() {
        Client juliet = stage.inside("juliet", ROOM);
        String change =
                "<message type='groupchat' id='s' to='coven@rooms.example.org'><subject>Fire</subject></message>";
        juliet.sends(change);
        assertThat(got(juliet)).containsExactly("message error forbidden");
        romeo.sends(change);
        String reflected = "<message type='groupchat' id='s' from='coven@rooms.example.org/romeo' to='{any}'>"
                + "<subject>Fire</subject></message>";
        romeo.receives(reflected);
        juliet.receives(reflected);
        stage.configure(romeo, ROOM, field("muc#roomconfig_changesubject", "1"));
        stage.clear();
        juliet.sends(change);
        assertThat(got(romeo)).containsExactly("message groupchat");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §8.1: with a body or a thread it is no change")
    void takesNoMessageWithABodyForASubject() {
        romeo.sends(
                "<message type='groupchat' to='coven@rooms.example.org'><subject>A</subject><body>b</body></message>");
        romeo.sends(
                "<message type='groupchat' to='coven@rooms.example.org'><subject>A</subject><thread>t</thread></message>");
        stage.clear();
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(juliet.all())
                .last()
                .satisfies(last -> assertThat(last.child("subject", "jabber:client")
                                .orElseThrow()
                                .text())
                        .isEmpty());
    }

    @Test
    void refusesEndlessSubjects() {
        romeo.sends("<message type='groupchat' to='coven@rooms.example.org'><subject>" + "x".repeat(2049)
                + "</subject></message>");
        assertThat(got(romeo)).containsExactly("message error not-acceptable");
    }

    private long historyOf(String history) {
        Client juliet = stage.user("juliet");
        juliet.sends("<presence to='coven@rooms.example.org/juliet'><x xmlns='http://jabber.org/protocol/muc'>"
                + history + "</x></presence>");
        long bodies = juliet.all().stream()
                .filter(stanza -> stanza.child("body", "jabber:client").isPresent())
                .count();
        juliet.sends("<presence type='unavailable' to='coven@rooms.example.org/juliet'/>");
        stage.clear();
        return bodies;
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.14: the least that meets all limits")
    void managesHistory() {
        for (int i = 0; i < 25; i++) {
            say(romeo, "line " + i);
            stage.clock.advance(Duration.ofSeconds(10));
        }
        stage.clear();
        assertThat(historyOf("")).isEqualTo(20);
        assertThat(historyOf("<history/>")).isEqualTo(20);
        assertThat(historyOf("<history maxstanzas='3'/>")).isEqualTo(3);
        assertThat(historyOf("<history maxstanzas='0'/>")).isZero();
        assertThat(historyOf("<history maxchars='0'/>")).isZero();
        assertThat(historyOf("<history maxchars='500'/>")).isEqualTo(2);
        assertThat(historyOf("<history seconds='45'/>")).isEqualTo(4);
        assertThat(historyOf("<history since='2026-01-01T00:03:50Z'/>")).isEqualTo(2);
        assertThat(historyOf("<history since='1970-01-01T00:00:00Z'/>")).isEqualTo(20);
        assertThat(historyOf("<history maxstanzas='3' seconds='25'/>")).isEqualTo(2);
        assertThat(historyOf("<history maxstanzas='many' since='then'/>")).isEqualTo(20);
    }
}
