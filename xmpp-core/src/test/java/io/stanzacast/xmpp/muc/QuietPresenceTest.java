package io.stanzacast.xmpp.muc;

import static io.stanzacast.xmpp.muc.Stage.field;
import static io.stanzacast.xmpp.muc.Stage.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.script.Client;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("XEP-0045 1.35.5 §7.2.2: roles whose presence is not broadcast")
class QuietPresenceTest {
    private static final String QUIET = "coven@quiet.example.org";
    private static final String ROOM = "coven@rooms.example.org";
    private static final String ALL_BUT_VISITORS = field("muc#roomconfig_presencebroadcast", "moderator", "participant")
            + field("muc#roomconfig_moderatedroom", "1");

    private final Stage stage = new Stage();

    @Test
    void showsNobodyWhereNobodyIsShown() {
        Client romeo = stage.owner("romeo", QUIET);
        Client juliet = stage.user("juliet");
        stage.join(juliet, QUIET + "/juliet");
        assertThat(got(juliet)).containsExactly("presence 110", "message groupchat");
        juliet.sends("<presence to='coven@quiet.example.org/juliet'><show>away</show></presence>");
        assertThat(got(juliet)).containsExactly("presence 110");
        juliet.sends("<presence to='coven@quiet.example.org/capulet'/>");
        assertThat(got(juliet)).containsExactly("presence unavailable 110 303", "presence 110");
        juliet.sends("<message type='groupchat' to='coven@quiet.example.org'><body>hi</body></message>");
        assertThat(got(juliet)).containsExactly("message groupchat");
        juliet.sends("<presence type='unavailable' to='coven@quiet.example.org/capulet'/>");
        assertThat(got(juliet)).containsExactly("presence unavailable 110");
        assertThat(got(romeo)).containsExactly("message groupchat");
    }

    @Test
    void showsAnnouncedOccupantsToQuietOnes() {
        stage.owner("romeo", ROOM, ALL_BUT_VISITORS);
        Client guest = stage.user("guest1");
        stage.join(guest, ROOM + "/guest1");
        assertThat(got(guest)).containsExactly("presence", "presence 110", "message groupchat");
        Client second = stage.user("guest2");
        stage.join(second, ROOM + "/guest2");
        assertThat(got(second)).containsExactly("presence", "presence 110", "message groupchat");
        guest.receivesNothing();
    }

    @Test
    void looksLikeEnteringWhenAVisitorGetsAVoice() {
        Client romeo = stage.owner("romeo", ROOM, ALL_BUT_VISITORS);
        Client guest = stage.inside("guest1", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        stage.admin(romeo, ROOM, "<item nick='guest1' role='participant'/>");
        guest.receives("""
                <presence from='coven@rooms.example.org/guest1' to='guest1@guest.example.org/web'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant' jid='guest1@guest.example.org/web'>
                      <actor nick='romeo'/></item>
                    <status code='110'/>
                  </x>
                </presence>
                """);
        juliet.receives("""
                <presence from='coven@rooms.example.org/guest1' to='juliet@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant'><actor nick='romeo'/></item></x>
                </presence>
                """);
    }

    @Test
    void looksLikeLeavingWhenAParticipantLosesTheVoice() {
        Client romeo = stage.owner("romeo", ROOM, ALL_BUT_VISITORS);
        Client guest = stage.inside("guest1", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        stage.admin(romeo, ROOM, "<item nick='guest1' role='participant'/>");
        stage.clear();
        stage.admin(romeo, ROOM, "<item nick='guest1' role='visitor'/>");
        juliet.receives("""
                <presence type='unavailable' from='coven@rooms.example.org/guest1' to='juliet@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='none' role='none'/></x>
                </presence>
                """);
        assertThat(got(guest)).containsExactly("presence 110");
    }

    @Test
    void showsAndHidesWhenTheOwnerChangesWhoIsShown() {
        Client romeo = stage.owner("romeo", ROOM, ALL_BUT_VISITORS);
        Client guest = stage.inside("guest1", ROOM);
        stage.configure(romeo, ROOM, field("muc#roomconfig_presencebroadcast", "moderator", "participant", "visitor"));
        assertThat(got(romeo)).containsExactly("iq result", "presence", "message groupchat 104");
        assertThat(got(guest)).containsExactly("presence 110", "message groupchat 104");
        stage.configure(romeo, ROOM, field("muc#roomconfig_presencebroadcast"));
        assertThat(got(romeo))
                .containsExactly("iq result", "presence 110", "presence unavailable", "message groupchat 104");
        assertThat(got(guest)).containsExactly("presence unavailable", "presence 110", "message groupchat 104");
    }

    @Test
    void givesGuestsTheirOwnRoleAndAVoice() {
        RoomDefaults channel = RoomDefaults.of(RoomConfig.builder()
                .anonymousRole(Role.VISITOR)
                .visitorsMaySpeak(true)
                .presenceBroadcast(java.util.Set.of(Role.MODERATOR, Role.PARTICIPANT))
                .build());
        Stage live = new Stage(channel);
        Client romeo = live.owner("romeo", ROOM);
        Client guest = live.inside("guest1", ROOM);
        guest.sends("<message type='groupchat' to='coven@rooms.example.org'><body>hi</body></message>");
        assertThat(got(romeo)).containsExactly("message groupchat");
        live.join(live.user("juliet"), ROOM + "/juliet");
        assertThat(got(romeo)).containsExactly("presence");
    }
}
