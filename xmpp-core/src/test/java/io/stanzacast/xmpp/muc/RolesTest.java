package io.stanzacast.xmpp.muc;

import static io.stanzacast.xmpp.muc.Stage.field;
import static io.stanzacast.xmpp.muc.Stage.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.script.Client;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final String ROOM = "coven@rooms.example.org";

    private final Stage stage = new Stage();
    private final Client romeo = stage.owner("romeo", ROOM);

    private void item(Client client, String item) {
        stage.admin(client, ROOM, item);
    }

    /** Gives an affiliation and looks at nothing that comes of it. */
    private void affiliate(String user, String affiliation) {
        item(romeo, "<item jid='" + user + "@example.org' affiliation='" + affiliation + "'/>");
        stage.clear();
    }

    private void role(String nickname, String role) {
        item(romeo, "<item nick='" + nickname + "' role='" + role + "'/>");
        stage.clear();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §8.2: 307 with reason and actor to the kicked and to all others")
    void kicks() {
        Client juliet = stage.inside("juliet", ROOM);
        Client nurse = stage.inside("nurse", ROOM);
        item(romeo, "<item nick='juliet' role='none'><reason>Avaunt</reason></item>");
        juliet.receives("""
                <presence type='unavailable' from='coven@rooms.example.org/juliet' to='juliet@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='none' jid='juliet@example.org/pda'>
                      <actor nick='romeo'/><reason>Avaunt</reason></item>
                    <status code='110'/><status code='307'/></x>
                </presence>
                """);
        assertThat(got(romeo)).containsExactly("iq result", "presence unavailable 307");
        assertThat(got(nurse)).containsExactly("presence unavailable 307");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).contains("presence 110");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §8: only moderators: forbidden")
    void letsOnlyModeratorsKick() {
        Client juliet = stage.inside("juliet", ROOM);
        stage.inside("nurse", ROOM);
        item(juliet, "<item nick='nurse' role='none'/>");
        item(stage.user("mercutio"), "<item nick='nurse' role='none'/>");
        assertThat(got(juliet)).containsExactly("iq error forbidden");
        assertThat(got(stage.user("mercutio"))).containsExactly("iq error forbidden");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §8.2: nobody is kicked by a lower affiliation: not-allowed")
    void protectsHigherAffiliationsFromKicks() {
        Client juliet = stage.inside("juliet", ROOM);
        stage.inside("nurse", ROOM);
        role("juliet", "moderator");
        affiliate("nurse", "member");
        item(juliet, "<item nick='nurse' role='none'/>");
        item(juliet, "<item nick='romeo' role='none'/>");
        assertThat(got(juliet)).containsExactly("iq error not-allowed", "iq error not-allowed");
        item(juliet, "<item nick='nobody' role='none'/>");
        assertThat(got(juliet)).containsExactly("iq error item-not-found");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §5.1.3: a moderator is kicked by an admin or owner only")
    void protectsModeratorsFromModerators() {
        Client juliet = stage.inside("juliet", ROOM);
        stage.inside("nurse", ROOM);
        role("juliet", "moderator");
        role("nurse", "moderator");
        item(juliet, "<item nick='nurse' role='none'/>");
        assertThat(got(juliet)).containsExactly("iq error not-allowed");
        item(romeo, "<item nick='nurse' role='none'/>");
        assertThat(got(romeo)).containsExactly("iq result", "presence unavailable 307");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §8.3, §8.4: voice given and taken, told to all")
    void givesAndTakesVoice() {
        stage.configure(romeo, ROOM, field("muc#roomconfig_moderatedroom", "1"));
        Client juliet = stage.inside("juliet", ROOM);
        item(romeo, "<item nick='juliet' role='participant'/>");
        romeo.receives("""
                <iq type='result' id='admin' from='coven@rooms.example.org' to='romeo@example.org/pda'/>
                <presence from='coven@rooms.example.org/juliet' to='romeo@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant' jid='juliet@example.org/pda'>
                      <actor nick='romeo'/></item></x>
                </presence>
                """);
        juliet.all();
        juliet.sends("<message type='groupchat' to='coven@rooms.example.org'><body>hi</body></message>");
        assertThat(got(juliet)).containsExactly("message groupchat");
        item(romeo, "<item nick='juliet' role='visitor'/>");
        juliet.all();
        juliet.sends("<message type='groupchat' to='coven@rooms.example.org'><body>hi</body></message>");
        assertThat(got(juliet)).containsExactly("message error forbidden");
    }

    @Test
    @DisplayName(
            "XEP-0045 1.35.5 §8.4: never from owners and admins, nor from the moderator's level or above: not-allowed")
    void takesNoVoiceFromThoseAbove() {
        Client juliet = stage.inside("juliet", ROOM);
        stage.inside("nurse", ROOM);
        stage.inside("mercutio", ROOM);
        affiliate("juliet", "member");
        role("juliet", "moderator");
        affiliate("nurse", "member");
        item(juliet, "<item nick='nurse' role='visitor'/>");
        item(juliet, "<item nick='romeo' role='visitor'/>");
        item(romeo, "<item nick='romeo' role='visitor'/>");
        item(juliet, "<item nick='mercutio' role='visitor'/>");
        assertThat(got(juliet))
                .containsExactly("iq error not-allowed", "iq error not-allowed", "iq result", "presence");
        assertThat(got(romeo)).containsExactly("iq error not-allowed", "presence");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §9.6: only admins make moderators, who then see real addresses")
    void makesModerators() {
        Client juliet = stage.inside("juliet", ROOM);
        stage.inside("nurse", ROOM);
        item(juliet, "<item nick='nurse' role='moderator'/>");
        assertThat(got(juliet)).containsExactly("iq error forbidden");
        item(romeo, "<item nick='juliet' role='moderator'/>");
        assertThat(juliet.all())
                .filteredOn(stanza -> stanza.attribute("from").orElseThrow().endsWith("/nurse"))
                .singleElement()
                .satisfies(stanza -> assertThat(stanza.child("x", Namespaces.USER)
                                .orElseThrow()
                                .child("item", Namespaces.USER)
                                .orElseThrow()
                                .attribute("jid"))
                        .contains("nurse@example.org/pda"));
        item(juliet, "<item nick='nurse' role='moderator'/>");
        assertThat(got(juliet)).containsExactly("iq error forbidden");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §9.7: not from owners and admins by anybody: not-allowed; else by admins")
    void unmakesModerators() {
        Client juliet = stage.inside("juliet", ROOM);
        Client nurse = stage.inside("nurse", ROOM);
        affiliate("juliet", "admin");
        role("nurse", "moderator");
        item(juliet, "<item nick='romeo' role='participant'/>");
        item(nurse, "<item nick='juliet' role='participant'/>");
        assertThat(got(juliet)).containsExactly("iq error not-allowed");
        assertThat(got(nurse)).containsExactly("iq error not-allowed");
        item(juliet, "<item nick='nurse' role='participant'/>");
        assertThat(got(nurse)).containsExactly("presence 110");
        assertThat(got(juliet)).containsExactly("iq result", "presence");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §8.5: several at once, and all or nothing")
    void changesSeveralOrNone() {
        Client juliet = stage.inside("juliet", ROOM);
        Client nurse = stage.inside("nurse", ROOM);
        item(romeo, "<item nick='juliet' role='visitor'/><item nick='nobody' role='visitor'/>");
        assertThat(got(romeo)).containsExactly("iq error item-not-found");
        juliet.receivesNothing();
        item(romeo, "<item nick='juliet' role='visitor'/><item nick='nurse' role='none'/>");
        assertThat(got(juliet)).containsExactly("presence 110", "presence unavailable 307");
        assertThat(got(nurse)).containsExactly("presence", "presence unavailable 110 307");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §17.4: role and affiliation of one item at once, or neither: bad-request")
    void refusesMixedItems() {
        stage.inside("juliet", ROOM);
        item(romeo, "<item nick='juliet' role='visitor' affiliation='member'/>");
        item(romeo, "<item nick='juliet'/>");
        item(romeo, "<item nick='juliet' role='king'/>");
        item(romeo, "<item role='visitor'/>");
        item(romeo, "<item affiliation='member'/>");
        item(romeo, "");
        assertThat(got(romeo)).hasSize(6).containsOnly("iq error bad-request");
        item(romeo, "<item affiliation='member' jid='a@b@c'/>");
        assertThat(got(romeo)).containsExactly("iq error jid-malformed");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §8.5, §9.8: lists of roles, with nick, role, affiliation and full JID")
    void listsRoles() {
        Client juliet = stage.inside("juliet", ROOM);
        String ask = "<iq type='get' id='l' to='coven@rooms.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/muc#admin'><item role='%s'/></query></iq>";
        juliet.sends(ask.formatted("participant"));
        assertThat(got(juliet)).containsExactly("iq error forbidden");
        romeo.sends(ask.formatted("participant"));
        romeo.receives("""
                <iq type='result' id='l' from='coven@rooms.example.org' to='romeo@example.org/pda'>
                  <query xmlns='http://jabber.org/protocol/muc#admin'>
                    <item affiliation='none' jid='juliet@example.org/pda' nick='juliet' role='participant'/></query></iq>
                """);
        role("juliet", "moderator");
        juliet.sends(ask.formatted("participant"));
        juliet.sends(ask.formatted("moderator"));
        assertThat(got(juliet)).containsExactly("iq result", "iq error forbidden");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.13, §8.6: a visitor asks for a voice, a moderator grants it")
    void asksForVoice() {
        stage.configure(romeo, ROOM, field("muc#roomconfig_moderatedroom", "1"));
        Client juliet = stage.inside("juliet", ROOM);
        String form = "<message to='coven@rooms.example.org'><x xmlns='jabber:x:data' type='submit'>"
                + field("FORM_TYPE", "http://jabber.org/protocol/muc#request") + "%s</x></message>";
        juliet.sends(form.formatted(field("muc#role", "participant")));
        assertThat(romeo.next().child("x", Namespaces.DATA)).isPresent();
        String grant = form.formatted(field("muc#role", "participant")
                + field("muc#roomnick", "juliet")
                + field("muc#request_allow", "true"));
        juliet.sends(grant);
        assertThat(got(juliet)).containsExactly("message error forbidden");
        romeo.sends(grant);
        assertThat(got(juliet)).containsExactly("presence 110");
    }
}
