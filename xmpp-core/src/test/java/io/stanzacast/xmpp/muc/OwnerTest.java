package io.stanzacast.xmpp.muc;

import static io.stanzacast.xmpp.muc.Stage.field;
import static io.stanzacast.xmpp.muc.Stage.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.xml.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OwnerTest {
    private static final String ROOM = "coven@rooms.example.org";
    private static final String ASK = "<iq type='get' id='c' to='coven@rooms.example.org'>"
            + "<query xmlns='http://jabber.org/protocol/muc#owner'/></iq>";

    private final Stage stage = new Stage();

    private DataForm form(Client owner) {
        owner.all();
        owner.sends(ASK);
        Element query = owner.next().child("query", Namespaces.OWNER).orElseThrow();
        return DataForm.read(query.child("x", Namespaces.DATA).orElseThrow()).orElseThrow();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.1.3: a reserved room is configured before others enter")
    void configuresReservedRooms() {
        Client romeo = stage.inside("romeo", ROOM);
        DataForm form = form(romeo);
        assertThat(form.value("FORM_TYPE")).contains("http://jabber.org/protocol/muc#roomconfig");
        assertThat(form.values("muc#roomconfig_presencebroadcast"))
                .containsExactly("moderator", "participant", "visitor");
        assertThat(form.value("muc#roomconfig_whois")).contains("moderators");
        assertThat(form.values("muc#roomconfig_roomowners")).containsExactly("romeo@example.org");
        stage.configure(
                romeo,
                ROOM,
                field("FORM_TYPE", "http://jabber.org/protocol/muc#roomconfig")
                        + field("muc#roomconfig_roomname", "A Dark Cave")
                        + field("muc#roomconfig_roomdesc", "The place")
                        + field("muc#roomconfig_maxusers", "50")
                        + field("muc#roomconfig_roomadmins", "juliet@example.org")
                        + field("muc#maxhistoryfetch", "5"));
        assertThat(got(romeo)).containsExactly("iq result", "message groupchat 104");
        DataForm after = form(romeo);
        assertThat(after.value("muc#roomconfig_roomname")).contains("A Dark Cave");
        assertThat(after.value("muc#roomconfig_maxusers")).contains("50");
        assertThat(after.values("muc#roomconfig_roomadmins")).containsExactly("juliet@example.org");
        assertThat(after.value("muc#maxhistoryfetch")).contains("5");
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).contains("presence 110");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.1.3: cancelled at first: the room is destroyed")
    void destroysTheRoomWhenTheFirstFormIsCancelled() {
        Client romeo = stage.inside("romeo", ROOM);
        String cancel = "<iq type='set' id='c' to='coven@rooms.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='cancel'/></query></iq>";
        romeo.sends(cancel);
        assertThat(got(romeo)).containsExactly("presence unavailable 110", "iq result");
        stage.owner("romeo", ROOM).sends(cancel);
        assertThat(got(romeo)).containsExactly("iq result");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.2: only owners: forbidden")
    void showsTheFormToOwnersOnly() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        stage.admin(romeo, ROOM, "<item jid='juliet@example.org' affiliation='admin'/>");
        stage.clear();
        juliet.sends(ASK);
        stage.configure(juliet, ROOM, "");
        assertThat(got(juliet)).containsExactly("iq error forbidden", "iq error forbidden");
        juliet.sends("<iq type='get' id='c' to='none@rooms.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/muc#owner'/></iq>");
        assertThat(got(juliet)).containsExactly("iq error item-not-found");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.1.3: what cannot be: not-acceptable, and nothing changes")
    void refusesWhatCannotBe() {
        Client romeo = stage.owner("romeo", ROOM);
        stage.configure(romeo, ROOM, field("muc#roomconfig_passwordprotectedroom", "1"));
        stage.configure(romeo, ROOM, field("muc#roomconfig_maxusers", "0"));
        stage.configure(romeo, ROOM, field("muc#roomconfig_maxusers", "20001"));
        stage.configure(romeo, ROOM, field("muc#roomconfig_whois", "none"));
        stage.configure(romeo, ROOM, field("muc#maxhistoryfetch", "101"));
        stage.configure(romeo, ROOM, field("muc#roomconfig_roomname", "x".repeat(257)));
        stage.configure(romeo, ROOM, field("muc#roomconfig_presencebroadcast", "king"));
        assertThat(got(romeo)).hasSize(7).containsOnly("iq error not-acceptable");
        stage.configure(romeo, ROOM, field("muc#roomconfig_roomowners"));
        assertThat(got(romeo)).containsExactly("iq error conflict");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.2: owners and admins by the full lists of the form")
    void changesOwnersByForm() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        stage.configure(romeo, ROOM, field("muc#roomconfig_roomowners", "romeo@example.org", "juliet@example.org"));
        assertThat(got(juliet)).contains("presence 110");
        stage.configure(juliet, ROOM, field("muc#roomconfig_roomowners", "juliet@example.org"));
        assertThat(got(romeo)).contains("presence 110");
        stage.configure(romeo, ROOM, "");
        assertThat(got(romeo)).containsExactly("iq error forbidden");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.2.1: 172 and 173 when addresses become open or hidden, 104 for all else")
    void tellsChangesOfPrivacy() {
        Client romeo = stage.owner("romeo", ROOM);
        stage.configure(romeo, ROOM, field("muc#roomconfig_whois", "anyone"));
        assertThat(got(romeo)).containsExactly("iq result", "message groupchat 172");
        stage.configure(romeo, ROOM, field("muc#roomconfig_whois", "moderators") + field("muc#roomconfig_lang", "de"));
        assertThat(got(romeo)).containsExactly("iq result", "message groupchat 173 104");
        stage.configure(romeo, ROOM, "");
        assertThat(got(romeo)).containsExactly("iq result");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §6.4, §16.5.4: what a room tells about itself")
    void describesTheRoom() {
        stage.owner("romeo", ROOM, field("muc#roomconfig_roomname", "A Dark Cave"));
        Client juliet = stage.user("juliet");
        juliet.sends("<iq type='get' id='d' to='coven@rooms.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        Element query = juliet.next().child("query", Namespaces.DISCO_INFO).orElseThrow();
        assertThat(query.child("identity", Namespaces.DISCO_INFO).orElseThrow().attribute("name"))
                .contains("A Dark Cave");
        assertThat(query.children("feature", Namespaces.DISCO_INFO))
                .extracting(feature -> feature.attribute("var").orElseThrow())
                .contains(
                        "http://jabber.org/protocol/muc",
                        "http://jabber.org/protocol/muc#stable_id",
                        "muc_open",
                        "muc_semianonymous",
                        "muc_temporary",
                        "muc_unmoderated",
                        "muc_unsecured",
                        "muc_public");
        DataForm info =
                DataForm.read(query.child("x", Namespaces.DATA).orElseThrow()).orElseThrow();
        assertThat(info.value("muc#roominfo_occupants")).contains("1");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §6.3, §6.5: hidden rooms are not listed, nor who is inside closed ones")
    void listsPublicRoomsAndTheirOccupants() {
        stage.owner("romeo", ROOM);
        stage.owner("romeo", "hidden@rooms.example.org", field("muc#roomconfig_publicroom", "0"));
        stage.inside("romeo", "locked@rooms.example.org");
        Client juliet = stage.user("juliet");
        String ask = "<iq type='get' id='d' to='%s'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>";
        juliet.sends(ask.formatted("rooms.example.org"));
        juliet.receives("""
                <iq type='result' id='d' from='rooms.example.org' to='juliet@example.org/pda'>
                  <query xmlns='http://jabber.org/protocol/disco#items'>
                    <item jid='coven@rooms.example.org' name='coven'/></query></iq>
                """);
        juliet.sends(ask.formatted(ROOM));
        juliet.receives("""
                <iq type='result' id='d' from='coven@rooms.example.org' to='juliet@example.org/pda'>
                  <query xmlns='http://jabber.org/protocol/disco#items'>
                    <item jid='coven@rooms.example.org/romeo'/></query></iq>
                """);
        juliet.sends(ask.formatted("hidden@rooms.example.org"));
        juliet.receives("""
                <iq type='result' id='d' from='hidden@rooms.example.org' to='juliet@example.org/pda'>
                  <query xmlns='http://jabber.org/protocol/disco#items'/></iq>
                """);
        juliet.sends(ask.formatted("none@rooms.example.org"));
        assertThat(got(juliet)).containsExactly("iq error item-not-found");
    }

    @Test
    @DisplayName("XEP-0059 in XEP-0045 1.35.5 §6.3: long lists come in pages")
    void listsRoomsInPages() {
        for (int i = 0; i < 5; i++) {
            stage.owner("romeo", "room" + i + "@rooms.example.org");
        }
        Client juliet = stage.user("juliet");
        juliet.sends(
                "<iq type='get' id='d' to='rooms.example.org'><query xmlns='http://jabber.org/protocol/disco#items'>"
                        + "<set xmlns='http://jabber.org/protocol/rsm'><max>2</max><after>room1@rooms.example.org</after></set>"
                        + "</query></iq>");
        juliet.receives("""
                <iq type='result' id='d' from='rooms.example.org' to='juliet@example.org/pda'>
                  <query xmlns='http://jabber.org/protocol/disco#items'>
                    <item jid='room2@rooms.example.org' name='room2'/><item jid='room3@rooms.example.org' name='room3'/>
                    <set xmlns='http://jabber.org/protocol/rsm'><first index='2'>room2@rooms.example.org</first>
                      <last>room3@rooms.example.org</last><count>5</count></set></query></iq>
                """);
    }

    @Test
    @DisplayName(
            "XEP-0045 1.35.5 §6.2, §7.12, §18.1.1: services, reserved nicknames, traffic, and what rooms do not know")
    void answersEveryRequest() {
        stage.owner("romeo", ROOM);
        Client juliet = stage.user("juliet");
        String info =
                "<iq type='get' id='d' to='%s'><query xmlns='http://jabber.org/protocol/disco#info' node='%s'/></iq>";
        juliet.sends(info.formatted(ROOM, "x-roomuser-item"));
        juliet.sends(info.formatted(ROOM, "http://jabber.org/protocol/muc#traffic"));
        juliet.sends(info.formatted(ROOM, "nonsense"));
        juliet.sends("<iq type='get' id='v' to='coven@rooms.example.org'><vCard xmlns='vcard-temp'/></iq>");
        juliet.sends("<iq type='set' id='v' to='coven@rooms.example.org'><vCard xmlns='vcard-temp'/></iq>");
        juliet.sends("<iq type='get' id='u' to='coven@rooms.example.org'><query xmlns='urn:unknown'/></iq>");
        juliet.sends("<iq type='get' id='p' to='coven@rooms.example.org'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(got(juliet))
                .containsExactly(
                        "iq result",
                        "iq error service-unavailable",
                        "iq error item-not-found",
                        "iq error item-not-found",
                        "iq error service-unavailable",
                        "iq error service-unavailable",
                        "iq result");
        juliet.sends("<iq type='get' id='d' to='rooms.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        juliet.sends("<iq type='get' id='v' to='rooms.example.org'><vCard xmlns='vcard-temp'/></iq>");
        juliet.sends("<iq type='get' id='u' to='rooms.example.org'><query xmlns='urn:unknown'/></iq>");
        juliet.sends("<message to='rooms.example.org'><body>hi</body></message>");
        assertThat(got(juliet))
                .containsExactly(
                        "iq result",
                        "iq error item-not-found",
                        "iq error service-unavailable",
                        "message error service-unavailable");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §6.1: services in the order of the configuration, without those that are for others")
    void showsServicesToThoseTheyAreFor() {
        assertThat(stage.rooms.domainsShown(Jid.parse("romeo@example.org/pda")))
                .containsExactly(
                        "rooms.example.org",
                        "quiet.example.org",
                        "accounts.example.org",
                        "closed.example.org",
                        "brewery.example.org");
        assertThat(stage.rooms.domainsShown(Jid.parse("guest1@guest.example.org/web")))
                .startsWith("rooms.example.org")
                .doesNotContain("brewery.example.org");
    }
}
