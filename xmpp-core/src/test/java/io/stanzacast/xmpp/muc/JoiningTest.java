package io.stanzacast.xmpp.muc;

import static io.stanzacast.xmpp.muc.Stage.field;
import static io.stanzacast.xmpp.muc.Stage.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.stanza.StanzaError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JoiningTest {
    private static final String ROOM = "coven@rooms.example.org";

    private final Stage stage = new Stage();

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.1.1: the first creates the room, owns it, and it is locked")
    void createsRoomForTheFirst() {
        Client romeo = stage.user("romeo");
        stage.join(romeo, ROOM + "/romeo");
        romeo.receives("""
                <presence from='coven@rooms.example.org/romeo' to='romeo@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='owner' role='moderator' jid='romeo@example.org/pda'/>
                    <status code='110'/><status code='201'/>
                  </x>
                </presence>
                <message from='coven@rooms.example.org' to='romeo@example.org/pda' type='groupchat'><subject/></message>
                """);
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence error item-not-found");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.1.2: an empty form of type submit makes an instant room")
    void unlocksInstantRoom() {
        stage.owner("romeo", ROOM);
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence", "presence 110", "message groupchat");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.1, §7.2.2: others, oneself, history, subject, in that order")
    void welcomesInOrder() {
        Client romeo = stage.owner("romeo", ROOM);
        romeo.sends("<message type='groupchat' to='coven@rooms.example.org'><subject>Fire</subject></message>");
        romeo.sends("<message type='groupchat' id='m1' to='coven@rooms.example.org'><body>hail</body></message>");
        stage.clear();
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        juliet.receives("""
                <presence from='coven@rooms.example.org/romeo' to='juliet@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='owner' role='moderator'/></x>
                </presence>
                <presence from='coven@rooms.example.org/juliet' to='juliet@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant' jid='juliet@example.org/pda'/><status code='110'/>
                  </x>
                </presence>
                <message from='coven@rooms.example.org/romeo' to='juliet@example.org/pda' type='groupchat' id='m1'>
                  <body>hail</body>
                  <delay xmlns='urn:xmpp:delay' from='coven@rooms.example.org' stamp='2026-01-01T00:00:00Z'/>
                </message>
                <message from='coven@rooms.example.org/romeo' to='juliet@example.org/pda' type='groupchat'>
                  <subject>Fire</subject>
                  <delay xmlns='urn:xmpp:delay' from='coven@rooms.example.org' stamp='2026-01-01T00:00:00Z'/>
                </message>
                """);
        juliet.receivesNothing();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.4: semi-anonymous: only moderators see the real address")
    void hidesAddressesFromAllButModerators() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        stage.join(stage.user("nurse"), ROOM + "/nurse");
        romeo.receives("""
                <presence from='coven@rooms.example.org/nurse' to='romeo@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant' jid='nurse@example.org/pda'/></x>
                </presence>
                """);
        juliet.receives("""
                <presence from='coven@rooms.example.org/nurse' to='juliet@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='none' role='participant'/></x>
                </presence>
                """);
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.3: non-anonymous: everybody sees it, and who enters is warned with status 100")
    void showsAddressesWhereTheyAreOpen() {
        stage.owner("romeo", ROOM, field("muc#roomconfig_whois", "anyone"));
        Client juliet = stage.inside("juliet", ROOM);
        Client nurse = stage.user("nurse");
        stage.join(nurse, ROOM + "/nurse");
        assertThat(got(nurse)).containsExactly("presence", "presence", "presence 100 110", "message groupchat");
        juliet.receives("""
                <presence from='coven@rooms.example.org/nurse' to='juliet@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant' jid='nurse@example.org/pda'/></x>
                </presence>
                """);
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.1: no nickname: jid-malformed")
    void refusesJoinWithoutNickname() {
        stage.owner("romeo", ROOM);
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM);
        assertThat(got(juliet)).containsExactly("presence error jid-malformed");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §17.1: no invisible nicknames")
    void refusesInvisibleNicknames() {
        stage.owner("romeo", ROOM);
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/   ");
        stage.join(juliet, ROOM + "/romeo ");
        stage.join(juliet, ROOM + "/" + "j".repeat(81));
        assertThat(got(juliet))
                .containsExactly(
                        "presence error not-acceptable",
                        "presence error not-acceptable",
                        "presence error not-acceptable");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.5: a wrong password or none: not-authorized")
    void demandsThePassword() {
        stage.owner(
                "romeo",
                ROOM,
                field("muc#roomconfig_passwordprotectedroom", "1") + field("muc#roomconfig_roomsecret", "cauldron"));
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        juliet.sends("<presence to='coven@rooms.example.org/juliet'><x xmlns='http://jabber.org/protocol/muc'>"
                + "<password>kettle</password></x></presence>");
        assertThat(got(juliet)).containsExactly("presence error not-authorized", "presence error not-authorized");
        juliet.sends("<presence to='coven@rooms.example.org/juliet'><x xmlns='http://jabber.org/protocol/muc'>"
                + "<password>cauldron</password></x></presence>");
        assertThat(got(juliet)).containsExactly("presence", "presence 110", "message groupchat");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.6: not a member: registration-required")
    void keepsOutsidersOutOfMembersOnlyRooms() {
        Client romeo = stage.owner("romeo", ROOM, field("muc#roomconfig_membersonly", "1"));
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence error registration-required");
        stage.admin(romeo, ROOM, "<item affiliation='member' jid='juliet@example.org'/>");
        juliet.all();
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence", "presence 110", "message groupchat");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.7: banned: forbidden; §9.2: by domain too")
    void keepsTheBannedOut() {
        Client romeo = stage.owner("romeo", ROOM);
        stage.admin(
                romeo,
                ROOM,
                "<item affiliation='outcast' jid='juliet@example.org'/>"
                        + "<item affiliation='outcast' jid='guest.example.org'/>");
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence error forbidden");
        Client guest = stage.user("guest1");
        stage.join(guest, ROOM + "/guest");
        assertThat(got(guest)).containsExactly("presence error forbidden");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.8: another's nickname: conflict")
    void refusesJoinWhenNicknameIsTaken() {
        stage.owner("romeo", ROOM);
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/romeo");
        assertThat(got(juliet)).containsExactly("presence error conflict");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.8: another resource of the same account shares the nickname and gets everything")
    void letsResourcesShareANickname() {
        Client romeo = stage.owner("romeo", ROOM);
        Client phone = stage.script.client("phone", "romeo@example.org/phone");
        stage.join(phone, ROOM + "/romeo");
        assertThat(got(phone)).containsExactly("presence 110", "message groupchat");
        romeo.all();
        Client juliet = stage.inside("juliet", ROOM);
        phone.all();
        juliet.sends("<message type='groupchat' to='coven@rooms.example.org'><body>hi</body></message>");
        assertThat(got(romeo)).containsExactly("message groupchat");
        assertThat(got(phone)).containsExactly("message groupchat");
        juliet.all();
        phone.sends("<message type='groupchat' to='coven@rooms.example.org'><body>hi</body></message>");
        assertThat(got(juliet)).containsExactly("message groupchat");
        phone.disconnects();
        assertThat(got(juliet)).containsExactly("presence");
        romeo.sends("<presence type='unavailable' to='coven@rooms.example.org/romeo'/>");
        assertThat(got(juliet)).containsExactly("presence unavailable");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.9: full: service-unavailable, but owners and admins find a place")
    void keepsSparePlacesForAdmins() {
        Client romeo = stage.owner("romeo", ROOM, field("muc#roomconfig_maxusers", "2"));
        stage.inside("juliet", ROOM);
        Client nurse = stage.user("nurse");
        stage.join(nurse, ROOM + "/nurse");
        assertThat(got(nurse)).containsExactly("presence error service-unavailable");
        stage.admin(romeo, ROOM, "<item affiliation='admin' jid='nurse@example.org'/>");
        stage.join(nurse, ROOM + "/nurse");
        assertThat(got(nurse)).endsWith("presence 110", "message groupchat");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §10.1.1: who may not create rooms: not-allowed")
    void refusesToCreateRoomsForThoseWhoMayNot() {
        Client romeo = stage.user("romeo");
        stage.join(romeo, "coven@closed.example.org/romeo");
        assertThat(got(romeo)).containsExactly("presence error not-allowed");
        Client guest = stage.user("guest1");
        stage.join(guest, "coven@accounts.example.org/guest");
        assertThat(got(guest)).containsExactly("presence error not-allowed");
        stage.join(romeo, "coven@accounts.example.org/romeo");
        stage.join(romeo, "coven2@accounts.example.org/romeo");
        stage.join(romeo, "coven3@accounts.example.org/romeo");
        assertThat(got(romeo))
                .containsExactly(
                        "presence 110 201",
                        "message groupchat",
                        "presence 110 201",
                        "message groupchat",
                        "presence error resource-constraint");
    }

    @Test
    void keepsStrangersOutOfServicesForOneDomain() {
        Client guest = stage.user("guest1");
        stage.join(guest, "engines@brewery.example.org/guest");
        guest.sends("<iq type='get' id='d' to='engines@brewery.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        assertThat(got(guest)).containsExactly("presence error forbidden", "iq error forbidden");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.18: presence without <x/> from outside: 110, 307, 333")
    void tellsWhoBelievesToBeInsideThatTheyAreNot() {
        stage.owner("romeo", ROOM);
        Client juliet = stage.user("juliet");
        juliet.sends("<presence to='coven@rooms.example.org/juliet'/>");
        juliet.receives("""
                <presence type='unavailable' from='coven@rooms.example.org/juliet' to='juliet@example.org/pda'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='none'><reason>You are not in the room.</reason></item>
                    <status code='110'/><status code='307'/><status code='333'/>
                  </x>
                </presence>
                """);
        juliet.sends("<presence to='none@rooms.example.org/juliet'/>");
        assertThat(got(juliet)).containsExactly("presence unavailable 110 307 333");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.1, §17.3: joining again from inside is a full synchronisation")
    void tellsEverythingAgainToWhoJoinsAgain() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        stage.join(juliet, ROOM + "/juliet");
        assertThat(got(juliet)).containsExactly("presence", "presence 110", "message groupchat");
        romeo.receivesNothing();
        juliet.sends("<presence to='coven@rooms.example.org/juliet'><show>away</show>"
                + "<x xmlns='http://jabber.org/protocol/muc'/></presence>");
        assertThat(got(romeo)).containsExactly("presence");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §17.3: presence of any other type is no join")
    void takesNoProbeForAJoin() {
        stage.owner("romeo", ROOM);
        Client juliet = stage.user("juliet");
        juliet.sends("<presence type='probe' to='coven@rooms.example.org/juliet'>"
                + "<x xmlns='http://jabber.org/protocol/muc'/></presence>");
        juliet.receivesNothing();
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §17.3: roles and addresses that a client claims are not reflected")
    void reflectsNoClaimsOfClients() {
        Client romeo = stage.owner("romeo", ROOM);
        stage.user("juliet")
                .sends("<presence to='coven@rooms.example.org/juliet'><x xmlns='http://jabber.org/protocol/muc'/>"
                        + "<x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='owner' role='moderator'/></x>"
                        + "<c xmlns='urn:x' v='1'/></presence>");
        romeo.receives("""
                <presence from='coven@rooms.example.org/juliet' to='romeo@example.org/pda'>
                  <c xmlns='urn:x' v='1'/>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant' jid='juliet@example.org/pda'/></x>
                </presence>
                """);
    }

    @Test
    void asksThePolicyWhoMayEnter() {
        stage.owner("romeo", ROOM);
        stage.policy = new RoomPolicy() {
            @Override
            public Decision mayCreate(io.stanzacast.xmpp.address.Jid user, io.stanzacast.xmpp.address.Jid room) {
                return Decision.denied(StanzaError.Condition.NOT_ALLOWED, null);
            }

            @Override
            public Decision mayJoin(JoinRequest request) {
                assertThat(request.anonymous()).isTrue();
                return Decision.denied(StanzaError.Condition.POLICY_VIOLATION, "too many");
            }

            @Override
            public Decision maySpeak(SpeakRequest request) {
                return Decision.allowed();
            }
        };
        Client guest = stage.user("guest1");
        stage.join(guest, ROOM + "/guest");
        stage.join(guest, "other@rooms.example.org/guest");
        assertThat(got(guest)).containsExactly("presence error policy-violation", "presence error not-allowed");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.2.2: status 210 when the nickname was changed")
    void tellsWhenPreparationChangedTheNickname() {
        stage.owner("romeo", ROOM);
        Client juliet = stage.user("juliet");
        stage.join(juliet, ROOM + "/e\u0301lise");
        assertThat(got(juliet)).containsExactly("presence", "presence 110 210", "message groupchat");
    }

    @Test
    @DisplayName("XEP-0045 1.35.5 §7.6: status 210 when the new nickname was changed")
    void tellsWhenPreparationChangedTheNewNickname() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        juliet.sends("<presence to='coven@rooms.example.org/e\u0301lise'/>");
        assertThat(got(juliet)).containsExactly("presence unavailable 110 303", "presence 110 210");
        assertThat(got(romeo)).containsExactly("presence unavailable 303", "presence");
    }

    @Test
    void servesANewConnectionOfTheSameAddress() {
        Client romeo = stage.owner("romeo", ROOM);
        Client juliet = stage.inside("juliet", ROOM);
        Client again = stage.script.client("again", "juliet@example.org/pda");
        stage.join(again, ROOM + "/juliet");
        assertThat(juliet.isClosed()).isTrue();
        again.all();
        stage.join(again, ROOM + "/juliet");
        again.all();
        romeo.sends("<message type='groupchat' to='coven@rooms.example.org'><body>hi</body></message>");
        assertThat(got(again)).containsExactly("message groupchat");
    }

    @Test
    void refusesPresencesTooLargeForEverybody() {
        stage.owner("romeo", ROOM);
        Client juliet = stage.user("juliet");
        String large = "<presence to='%s'><status>" + "x".repeat(9_000)
                + "</status><x xmlns='http://jabber.org/protocol/muc'/></presence>";
        juliet.sends(large.formatted(ROOM + "/juliet"));
        juliet.sends(large.formatted("new@rooms.example.org/juliet"));
        assertThat(got(juliet)).containsExactly("presence error policy-violation", "presence error policy-violation");
    }
}
