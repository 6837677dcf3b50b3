package io.stanzacast.xmpp.muc;

import static io.stanzacast.xmpp.muc.Stage.field;
import static io.stanzacast.xmpp.muc.Stage.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.script.Client;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffiliationsTest {
    private static final String ROOM = "coven@rooms.example.org";

    private final Stage stage = new Stage();
    private final Client romeo = stage.owner("romeo", ROOM);

    private void item(Client client, String user, String affiliation) {
        stage.admin(client, ROOM, "<item jid='" + user + "@example.org' affiliation='" + affiliation + "'/>");
    }

    private void affiliate(String user, String affiliation) {
        item(romeo, user, affiliation);
        stage.clear();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §9.1: 301 with reason and actor, and no way back")
    void bans() {
        Client juliet = stage.inside("juliet", ROOM);
        Client nurse = stage.inside("nurse", ROOM);
        stage.admin(
                romeo,
                ROOM,
                "<item jid='juliet@example.org/pda' affiliation='outcast'><reason>Treason</reason></item>");
        juliet.receives("""
                <presence type='unavailable' from='coven@rooms.example.org/juliet' to='juliet@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='outcast' role='none' jid='juliet@example.org/pda'>
                      <actor nick='romeo'/><reason>Treason</reason></item>
                    <status code='110'/><status code='301'/></x>
                </presence>
                """);
        assertThat(got(romeo)).containsExactly("iq result", "presence unavailable 301");
        assertThat(got(nurse)).containsExactly("presence unavailable 301");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence error forbidden");
        item(romeo, "juliet", "none");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).contains("presence 110");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §9.2: a domain is banned with all who are inside, members excepted")
    void bansDomains() {
        Client guest = stage.inside("guest1", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        stage.admin(romeo, ROOM, "<item jid='guest.example.org' affiliation='outcast'/>");
        assertThat(got(guest)).containsExactly("presence unavailable 110 301");
        assertThat(got(juliet)).containsExactly("presence unavailable 301");
        stage.admin(romeo, ROOM, "<item jid='guest.example.org' affiliation='member'/>");
        assertThat(got(romeo)).endsWith("iq error not-allowed");
    }

    /** Who may turn which affiliation into which (§5.2.2, §9, §10): the actor's, the target's, the wanted one, the answer. */
    @ParameterizedTest(name = "{0} turns {1} into {2}: {3}")
    @DisplayName("XEP-0045 1.35.5 §5.2.2")
    @CsvSource({
        "none, none, member, iq error forbidden",
        "member, none, outcast, iq error forbidden",
        "admin, none, member, iq result",
        "admin, none, outcast, iq result",
        "admin, member, none, iq result",
        "admin, outcast, none, iq result",
        "admin, outcast, member, iq result",
        "admin, none, admin, iq error forbidden",
        "admin, member, owner, iq error forbidden",
        "admin, admin, none, iq error forbidden",
        "admin, owner, none, iq error forbidden",
        "admin, admin, outcast, iq error not-allowed",
        "admin, owner, outcast, iq error not-allowed",
        "owner, none, admin, iq result",
        "owner, none, owner, iq result",
        "owner, admin, outcast, iq result",
        "owner, owner, none, iq result",
        "owner, owner, admin, iq result",
    })
    void changesAffiliationsByRank(String actor, String target, String wanted, String answer) {
        Client juliet = stage.inside("juliet", ROOM);
        affiliate("juliet", actor);
        affiliate("nurse", target);
        item(juliet, "nurse", wanted);
        assertThat(got(juliet)).first().isEqualTo(answer);
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §9.1: nobody bans himself; §10.4: the last owner stays: conflict")
    void keepsTheLastOwner() {
        item(romeo, "romeo", "outcast");
        item(romeo, "romeo", "admin");
        assertThat(got(romeo)).containsExactly("iq error conflict", "iq error conflict");
        affiliate("juliet", "owner");
        item(romeo, "romeo", "none");
        assertThat(got(romeo)).containsExactly("iq result", "presence 110");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §9.1: an admin who bans himself: conflict")
    void refusesBansOfOneself() {
        Client juliet = stage.inside("juliet", ROOM);
        affiliate("juliet", "admin");
        item(juliet, "juliet", "outcast");
        assertThat(got(juliet)).containsExactly("iq error conflict");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §9.2: all or nothing")
    void changesSeveralOrNone() {
        Client juliet = stage.inside("juliet", ROOM);
        stage.admin(
                romeo,
                ROOM,
                "<item jid='juliet@example.org' affiliation='outcast'/><item jid='romeo@example.org' affiliation='outcast'/>");
        assertThat(got(romeo)).containsExactly("iq error conflict");
        juliet.receivesNothing();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §9.3, §10.3, §10.6, §10.7: presence shows affiliation and role to all")
    void showsChanges() {
        Client juliet = stage.inside("juliet", ROOM);
        Client nurse = stage.inside("nurse", ROOM);
        String shown = """
                <presence from='coven@rooms.example.org/juliet' to='nurse@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='%s' role='%s'><actor nick='romeo'/></item></x></presence>
                """;
        item(romeo, "juliet", "member");
        nurse.receives(shown.formatted("member", "participant"));
        item(romeo, "juliet", "admin");
        nurse.receives(shown.formatted("admin", "moderator"));
        item(romeo, "juliet", "owner");
        nurse.receives(shown.formatted("owner", "moderator"));
        item(romeo, "juliet", "none");
        nurse.receives(shown.formatted("none", "participant"));
        item(romeo, "juliet", "none");
        nurse.receivesNothing();
        assertThat(got(juliet)).containsSubsequence("presence 110", "presence 110", "presence 110", "presence 110");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §5.1.3: a member of a moderated room has a voice")
    void givesMembersAVoice() {
        stage.configure(romeo, ROOM, field("muc#roomconfig_moderatedroom", "1"));
        stage.clear();
        stage.inside("juliet", ROOM);
        item(romeo, "juliet", "member");
        assertThat(stage.user("juliet").next().child("x", Namespaces.USER).orElseThrow())
                .satisfies(x -> assertThat(
                                x.child("item", Namespaces.USER).orElseThrow().attribute("role"))
                        .contains("participant"));
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §9.4: who is no member any more leaves a members-only room: 321")
    void removesFormerMembers() {
        stage.configure(romeo, ROOM, field("muc#roomconfig_membersonly", "1"));
        affiliate("juliet", "member");
        Client juliet = stage.inside("juliet", ROOM);
        item(romeo, "juliet", "none");
        assertThat(got(juliet)).containsExactly("presence unavailable 110 321");
        assertThat(got(romeo)).containsExactly("iq result", "presence unavailable 321");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.2: members-only from now on: outsiders leave with 322")
    void removesOutsidersWhenTheRoomCloses() {
        Client juliet = stage.inside("juliet", ROOM);
        stage.configure(romeo, ROOM, field("muc#roomconfig_membersonly", "1"));
        assertThat(got(juliet)).containsExactly("presence unavailable 110 322");
        assertThat(got(romeo)).containsExactly("iq result", "presence unavailable 322", "message groupchat 104");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §9.5: a new member of a members-only room is invited")
    void invitesNewMembers() {
        stage.configure(
                romeo, ROOM, field("muc#roomconfig_membersonly", "1") + field("muc#roomconfig_roomsecret", "cauldron"));
        Client juliet = stage.user("juliet").sends("<presence/>");
        stage.clear();
        item(romeo, "juliet", "member");
        juliet.receives("""
                <message from='coven@rooms.example.org' to='{any}'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <invite from='coven@rooms.example.org'/><password>cauldron</password></x></message>
                """);
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §9.2, §9.5, §10.5, §10.8, §5.2.1: who sees which list")
    void showsListsToThoseWhoMaySee() {
        Client juliet = stage.inside("juliet", ROOM);
        Client nurse = stage.inside("nurse", ROOM);
        affiliate("juliet", "admin");
        affiliate("nurse", "member");
        String ask = "<iq type='get' id='l' to='coven@rooms.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/muc#admin'><item affiliation='%s'/></query></iq>";
        for (String list : new String[] {"owner", "admin", "member", "outcast", "none"}) {
            romeo.sends(ask.formatted(list));
            juliet.sends(ask.formatted(list));
            nurse.sends(ask.formatted(list));
        }
        assertThat(got(romeo))
                .containsExactly("iq result", "iq result", "iq result", "iq result", "iq error bad-request");
        assertThat(got(juliet))
                .containsExactly(
                        "iq error forbidden", "iq error forbidden", "iq result", "iq result", "iq error bad-request");
        assertThat(got(nurse)).contains("iq error forbidden").doesNotContain("iq result");
        stage.configure(romeo, ROOM, field("muc#roomconfig_whois", "anyone"));
        stage.clear();
        nurse.sends(ask.formatted("member"));
        nurse.receives("""
                <iq type='result' id='l' from='coven@rooms.example.org' to='nurse@example.org/pda'>
                  <query xmlns='http://jabber.org/protocol/muc#admin'>
                    <item affiliation='member' jid='nurse@example.org' nick='nurse'/></query></iq>
                """);
    }
}
