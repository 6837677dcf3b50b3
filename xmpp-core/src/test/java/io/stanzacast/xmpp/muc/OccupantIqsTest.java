package io.stanzacast.xmpp.muc;

import static io.stanzacast.xmpp.muc.Stage.field;
import static io.stanzacast.xmpp.muc.Stage.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.xml.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OccupantIqsTest {
    private static final String ROOM = "coven@rooms.example.org";

    private final Stage stage = new Stage();
    private final Client romeo = stage.owner("romeo", ROOM);

    @Test
    @DisplayName("XEP-0045 1.35.5 §17.4: forwarded and answered without real addresses")
    void carriesRequestsAndAnswers() {
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends(
                "<iq type='get' id='v-1' to='coven@rooms.example.org/romeo'><query xmlns='jabber:iq:version'/></iq>");
        Element request = romeo.next();
        assertThat(request.attribute("from")).contains(ROOM + "/juliet");
        assertThat(request.attribute("to")).contains("romeo@example.org/pda");
        String id = request.attribute("id").orElseThrow();
        romeo.sends("<iq type='result' id='" + id + "' to='coven@rooms.example.org/juliet'>"
                + "<query xmlns='jabber:iq:version'><name>x</name></query></iq>");
        juliet.receives("<iq type='result' id='v-1' from='coven@rooms.example.org/romeo' to='juliet@example.org/pda'>"
                + "<query xmlns='jabber:iq:version'><name>x</name></query></iq>");
        romeo.sends("<iq type='result' id='" + id + "' to='coven@rooms.example.org/juliet'/>");
        juliet.receivesNothing();
        juliet.sends(
                "<iq type='set' id='v-2' to='coven@rooms.example.org/romeo'><query xmlns='jabber:iq:version'/></iq>");
        String second = romeo.next().attribute("id").orElseThrow();
        stage.user("nurse").sends("<iq type='result' id='" + second + "' to='coven@rooms.example.org/juliet'/>");
        juliet.receivesNothing();
        romeo.sends("<iq type='error' id='" + second + "' to='coven@rooms.example.org/juliet'><error type='cancel'>"
                + "<item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
        assertThat(got(juliet)).containsExactly("iq error item-not-found");
    }

    @Test
    @DisplayName("RFC 6120 §8.2.3: every request is answered once, also by those who rename or leave")
    void answersForThoseWhoLeave() {
        Client juliet = stage.inside("juliet", ROOM);
        String ask =
                "<iq type='get' id='%s' to='coven@rooms.example.org/romeo'><query xmlns='jabber:iq:version'/></iq>";
        juliet.sends(ask.formatted("a") + ask.formatted("b"));
        String id = romeo.next().attribute("id").orElseThrow();
        romeo.all();
        romeo.sends("<presence to='coven@rooms.example.org/montague'/>");
        juliet.all();
        romeo.sends("<iq type='result' id='" + id + "' to='coven@rooms.example.org/juliet'/>");
        juliet.receives("<iq type='result' id='a' from='coven@rooms.example.org/romeo' to='juliet@example.org/pda'/>");
        romeo.disconnects();
        assertThat(got(juliet)).containsExactlyInAnyOrder("iq error recipient-unavailable", "presence unavailable");
        juliet.receivesNothing();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.8: the answer reaches the resource that asked")
    void answersTheResourceThatAsked() {
        Client juliet = stage.inside("juliet", ROOM);
        Client phone = stage.script.client("phone", "juliet@example.org/phone");
        stage.join(phone, ROOM + "/juliet");
        phone.all();
        stage.clear();
        juliet.sends(
                "<iq type='get' id='a' to='coven@rooms.example.org/romeo'><query xmlns='jabber:iq:version'/></iq>");
        String id = romeo.next().attribute("id").orElseThrow();
        romeo.sends("<iq type='result' id='" + id + "' to='coven@rooms.example.org/juliet'/>");
        assertThat(got(juliet)).containsExactly("iq result");
        phone.receivesNothing();
    }

    @Test
    @DisplayName(
            "XEP-0045 1.35.5 §6.6: disco of an occupant from outside: bad-request; XEP-0410: pings: not-acceptable")
    void refusesRequestsFromOutside() {
        Client juliet = stage.user("juliet");
        juliet.sends("<iq type='get' id='d' to='coven@rooms.example.org/romeo'>"
                + "<query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
        juliet.sends("<iq type='get' id='p' to='coven@rooms.example.org/juliet'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(got(juliet)).containsExactly("iq error bad-request", "iq error not-acceptable");
    }

    @Test
    @DisplayName(
            "XEP-0410 1.1 §3.3: to ping oneself in a room that is gone: not-acceptable, so that the client joins again")
    void refusesSelfPingsInMissingRooms() {
        Client juliet = stage.user("juliet");
        juliet.sends("<iq type='get' id='p' to='gone@rooms.example.org/juliet'><ping xmlns='urn:xmpp:ping'/></iq>");
        juliet.sends("<iq type='get' id='p' to='gone@rooms.example.org'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(got(juliet)).containsExactly("iq error not-acceptable", "iq error item-not-found");
    }

    @Test
    @DisplayName("XEP-0410 §3.3: the room answers a ping of oneself, but not of others")
    void answersSelfPings() {
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends("<iq type='get' id='p' to='coven@rooms.example.org/juliet'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(got(juliet)).containsExactly("iq result");
        juliet.sends("<iq type='get' id='p' to='coven@rooms.example.org/romeo'><ping xmlns='urn:xmpp:ping'/></iq>");
        juliet.sends("<iq type='get' id='p' to='coven@rooms.example.org/nobody'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(got(romeo)).containsExactly("iq get");
        assertThat(got(juliet)).containsExactly("iq error item-not-found");
    }

    @Test
    void asksAccountsForVcardsAndGuestsNot() {
        Client guest = stage.inside("guest1", ROOM);
        guest.sends("<iq type='get' id='v' to='coven@rooms.example.org/romeo'><vCard xmlns='vcard-temp'/></iq>");
        assertThat(got(guest)).hasSize(1).first().asString().startsWith("iq ");
        romeo.receivesNothing();
        romeo.sends("<iq type='get' id='v' to='coven@rooms.example.org/guest1'><vCard xmlns='vcard-temp'/></iq>");
        assertThat(got(romeo)).containsExactly("iq error item-not-found");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.8.2: invitations go through the room, with the inviter's address and the password")
    void mediatesInvitations() {
        stage.configure(romeo, ROOM, field("muc#roomconfig_roomsecret", "cauldron"));
        Client juliet = stage.user("juliet").sends("<presence/>");
        stage.clear();
        romeo.sends("<message to='coven@rooms.example.org'><x xmlns='http://jabber.org/protocol/muc#user'>"
                + "<invite to='juliet@example.org'><reason>Come</reason></invite></x></message>");
        juliet.receives("""
                <message from='coven@rooms.example.org' to='{any}'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <invite from='coven@rooms.example.org/romeo'><reason>Come</reason></invite>
                  <password>cauldron</password></x></message>
                """);
        juliet.sends("<message to='coven@rooms.example.org'><x xmlns='http://jabber.org/protocol/muc#user'>"
                + "<decline to='coven@rooms.example.org/romeo'><reason>No</reason></decline></x></message>");
        romeo.receives("""
                <message from='coven@rooms.example.org' to='romeo@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                  <decline from='juliet@example.org'><reason>No</reason></decline></x></message>
                """);
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.8.2, §9.5: who may invite; in a members-only room the invited become members")
    void refusesInvitationsOfThoseWhoMayNot() {
        String invite = "<message to='coven@rooms.example.org'><x xmlns='http://jabber.org/protocol/muc#user'>"
                + "<invite to='nurse@example.org'/></x></message>";
        Client guest = stage.inside("guest1", ROOM);
        guest.sends(invite);
        assertThat(got(guest)).containsExactly("message error forbidden");
        stage.user("mercutio").sends(invite);
        assertThat(got(stage.user("mercutio"))).containsExactly("message error not-acceptable");
        stage.admin(romeo, ROOM, "<item jid='juliet@example.org' affiliation='member'/>");
        Client juliet = stage.inside("juliet", ROOM);
        stage.configure(romeo, ROOM, field("muc#roomconfig_membersonly", "1"));
        stage.clear();
        juliet.sends(invite);
        assertThat(got(juliet)).containsExactly("message error forbidden");
        Client nurse = stage.user("nurse").sends("<presence/>");
        stage.clear();
        romeo.sends(invite);
        assertThat(got(nurse)).contains("message");
        stage.join(nurse, ROOM + "/nurse");
        assertThat(got(nurse)).contains("presence 110");
    }
}
