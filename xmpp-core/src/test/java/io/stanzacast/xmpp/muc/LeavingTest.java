package io.stanzacast.xmpp.muc;

import static io.stanzacast.xmpp.muc.Stage.field;
import static io.stanzacast.xmpp.muc.Stage.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.script.Client;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeavingTest {
    private static final String ROOM = "coven@rooms.example.org";

    private final Stage stage = new Stage();

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.14: unavailable with role none and the parting words, to oneself with 110")
    void tellsEverybodyWhoLeaves() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends(
                "<presence type='unavailable' to='coven@rooms.example.org/juliet'><status>gone</status></presence>");
        juliet.receives("""
                <presence type='unavailable' from='coven@rooms.example.org/juliet' to='juliet@example.org/pda'>
                  <status>gone</status>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='none' jid='juliet@example.org/pda'/><status code='110'/></x>
                </presence>
                """);
        romeo.receives("""
                <presence type='unavailable' from='coven@rooms.example.org/juliet' to='romeo@example.org/pda'>
                  <status>gone</status>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='none' jid='juliet@example.org/pda'/></x>
                </presence>
                """);
        juliet.sends("<message type='groupchat' to='coven@rooms.example.org'><body>hi</body></message>");
        assertThat(got(juliet)).containsExactly("message error not-acceptable");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.14, §7.2.2: who leaves knows the answer by the id, the others get none")
    void reflectsTheIdToWhoLeaves() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends("<presence type='unavailable' id='bye' to='coven@rooms.example.org/juliet'/>");
        assertThat(juliet.next().attribute("id")).contains("bye");
        assertThat(romeo.next().attribute("id")).isEmpty();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.14: a broken connection is a leave")
    void noticesBrokenConnections() {
        Client romeo = stage.owner("romeo", ROOM);
        stage.inside("juliet", ROOM).disconnects();
        assertThat(got(romeo)).containsExactly("presence unavailable");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §17.3: unavailable from outside is silently ignored")
    void ignoresLeavesFromOutside() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.user("juliet");
        juliet.sends("<presence type='unavailable' to='coven@rooms.example.org/romeo'/>");
        juliet.sends("<presence type='unavailable' to='none@rooms.example.org/romeo'/>");
        juliet.receivesNothing();
        romeo.receivesNothing();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.14: a temporary room ends with its last occupant")
    void endsTemporaryRoomsWhenEmpty() {
        Client romeo = stage.owner("romeo", ROOM);
        romeo.sends("<presence type='unavailable' to='coven@rooms.example.org/romeo'/>");
        romeo.all();
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence 110 201", "message groupchat");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.1.3: leaving before the form is submitted destroys the room")
    void endsReservedRoomsWithTheirCreator() {
        Client romeo = stage.inside("romeo", ROOM);
        romeo.sends("<iq type='get' id='f' to='coven@rooms.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/muc#owner'/></iq>");
        romeo.all();
        romeo.sends("<presence type='unavailable' to='coven@rooms.example.org/romeo'/>");
        romeo.receives("""
                <presence type='unavailable' from='coven@rooms.example.org/romeo' to='romeo@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='none' jid='romeo@example.org/pda'/><destroy/><status code='110'/></x>
                </presence>
                """);
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.14: leaving a room whose form nobody asked for is an ordinary leave, and its end")
    void endsUnconfiguredRoomsWithTheirCreator() {
        Client romeo = stage.inside("romeo", ROOM);
        romeo.sends("<presence type='unavailable' to='coven@rooms.example.org/romeo'/>");
        romeo.receives("""
                <presence type='unavailable' from='coven@rooms.example.org/romeo' to='romeo@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='owner' role='none' jid='romeo@example.org/pda'/><status code='110'/></x>
                </presence>
                """);
        stage.join(romeo, ROOM + "/romeo");
        assertThat(got(romeo)).containsExactly("presence 110 201", "message groupchat");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.6: two presences, the first with 303 and the new nickname")
    void changesNicknames() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends("<presence to='coven@rooms.example.org/capulet'><show>away</show></presence>");
        romeo.receives("""
                <presence type='unavailable' from='coven@rooms.example.org/juliet' to='romeo@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant' jid='juliet@example.org/pda' nick='capulet'/>
                    <status code='303'/></x>
                </presence>
                <presence from='coven@rooms.example.org/capulet' to='romeo@example.org/pda'><show>away</show>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant' jid='juliet@example.org/pda'/></x>
                </presence>
                """);
        assertThat(got(juliet)).containsExactly("presence unavailable 110 303", "presence 110");
        stage.join(stage.user("nurse"), ROOM + "/juliet");
        assertThat(got(stage.user("nurse"))).endsWith("presence 110", "message groupchat");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.6: another's nickname: conflict, and nothing changes")
    void refusesTakenNicknames() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends("<presence to='coven@rooms.example.org/romeo'/>");
        juliet.sends("<presence to='coven@rooms.example.org/ juliet'/>");
        assertThat(got(juliet)).containsExactly("presence error conflict", "presence error not-acceptable");
        romeo.receivesNothing();
        juliet.sends("<message type='groupchat' to='coven@rooms.example.org'><body>hi</body></message>");
        romeo.receives(
                "<message type='groupchat' from='coven@rooms.example.org/juliet' to='{any}'><body>hi</body></message>");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.6, §7.2.8: of two resources only the one that asks moves")
    void movesOneResource() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        Client phone = stage.script.client("phone", "juliet@example.org/phone");
        stage.join(phone, ROOM + "/juliet");
        phone.all();
        stage.clear();
        phone.sends("<presence to='coven@rooms.example.org/phone'/>");
        assertThat(got(phone)).containsExactly("presence unavailable 110 303", "presence", "presence 110");
        assertThat(got(romeo)).containsExactly("presence", "presence");
        assertThat(got(juliet)).containsExactly("presence");
        phone.sends("<presence to='coven@rooms.example.org/juliet'/>");
        assertThat(got(romeo)).containsExactly("presence unavailable 303", "presence");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.7: availability goes to everybody")
    void showsAvailability() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends("<presence to='coven@rooms.example.org/juliet' id='a'><show>dnd</show></presence>");
        assertThat(got(juliet)).containsExactly("presence 110");
        romeo.receives("""
                <presence from='coven@rooms.example.org/juliet' to='romeo@example.org/pda'><show>dnd</show>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant' jid='juliet@example.org/pda'/></x>
                </presence>
                """);
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §18.1.2, §11.1: who cannot be reached is removed with 333")
    void removesGhosts() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends("<message type='error' to='coven@rooms.example.org/romeo'><error type='cancel'>"
                + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
        assertThat(got(romeo)).containsExactly("message error service-unavailable");
        juliet.sends("<message type='error' to='coven@rooms.example.org'><error type='wait'>"
                + "<recipient-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
        assertThat(got(romeo)).containsExactly("presence unavailable 333");
        Client nurse = stage.inside("nurse", ROOM);
        nurse.sends("<presence type='error' to='coven@rooms.example.org/romeo'><error type='cancel'>"
                + "<gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>");
        assertThat(got(romeo)).containsExactly("presence unavailable 333");
        assertThat(got(nurse)).containsExactly("presence unavailable 110 333");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.9: one presence each with the alternate venue, then the result")
    void destroysRooms() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        String destroy = "<iq type='set' id='d' to='coven@rooms.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/muc#owner'><destroy jid='heath@rooms.example.org'>"
                + "<reason>Macbeth comes</reason><password>pw</password></destroy></query></iq>";
        juliet.sends(destroy);
        assertThat(got(juliet)).containsExactly("iq error forbidden");
        romeo.sends(destroy);
        juliet.receives("""
                <presence type='unavailable' from='coven@rooms.example.org/juliet' to='juliet@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='none' jid='juliet@example.org/pda'/>
                    <destroy jid='heath@rooms.example.org'><reason>Macbeth comes</reason><password>pw</password></destroy>
                    <status code='110'/></x>
                </presence>
                """);
        juliet.receivesNothing();
        assertThat(got(romeo)).containsExactly("presence unavailable 110", "iq result");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence 110 201", "message groupchat");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §11.2: shutting down: 332")
    void tellsWhenTheServiceStops() {
        Client romeo = stage.owner("romeo", ROOM, field("muc#roomconfig_persistentroom", "1"));
        Client juliet = stage.inside("juliet", ROOM);
        Thread stopping = new Thread(stage.rooms::close);
        stopping.start();
        assertThat(romeo.next().attribute("type")).contains("unavailable");
        assertThat(got(juliet)).containsExactly("presence unavailable 110 332");
        assertThat(stage.store.rooms).containsKey(Jid.parse(ROOM));
    }
}
