package io.stanzacast.policy.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.stanzacast.policy.rule.EnginesOnly;
import io.stanzacast.policy.rule.ReservedNickname;
import io.stanzacast.policy.rule.RoomCreation;
import io.stanzacast.policy.rule.Rule;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Affiliation;
import io.stanzacast.xmpp.muc.Decision;
import io.stanzacast.xmpp.muc.JoinRequest;
import io.stanzacast.xmpp.muc.RoomConfig;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of a site, asked as a room asks them. */
final class RulesTest {
    private static final Jid BREWERY = Jid.parse("brewery@brewery.example.org");

    private final ChannelRoomPolicy policy = new ChannelRoomPolicy(List.of(
            new RoomCreation(Set.of("rooms.example.org", "brewery.example.org")),
            new EnginesOnly(BREWERY, Set.of("engines.example.org", "broadcast.example.org")),
            new ReservedNickname(
                    "focus",
                    Jid.parse("focus@broadcast.example.org"),
                    Set.of("rooms.example.org", "brewery.example.org"))));

    @ParameterizedTest
    @CsvSource({
        "demo@rooms.example.org, romeo@example.org/x, Romeo, allowed",
        "demo@rooms.example.org, romeo@example.org/x, focus, conflict",
        "demo@rooms.example.org, guest@guest.example.org/x, Focus, conflict",
        "demo@rooms.example.org, focus@broadcast.example.org/focus, focus, allowed",
        "talk@conference.example.org, romeo@example.org/x, focus, allowed",
        "brewery@brewery.example.org, romeo@example.org/x, e1, forbidden",
        "brewery@brewery.example.org, e1@engines.example.org/x, e1, allowed",
        "brewery@brewery.example.org, e1@engines.example.org/x, focus, conflict",
        "brewery@brewery.example.org, focus@broadcast.example.org/focus, focus, allowed",
        "brewery@brewery.example.org, e1@evil-engines.example.org/x, e1, forbidden",
    })
    void decidesWhoEnters(String room, String user, String nickname, String expected) {
        JoinRequest request = new JoinRequest(
                Jid.parse(room), Jid.parse(user), nickname, Affiliation.NONE, false, 0, RoomConfig.defaults());
        assertThat(word(policy.mayJoin(request))).isEqualTo(expected);
        assertThat(word(policy.mayRename(request))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "demo@rooms.example.org, not-allowed",
        "other@brewery.example.org, not-allowed",
        "talk@conference.example.org, allowed",
    })
    void decidesWhereRoomsAreCreated(String room, String expected) {
        assertThat(word(policy.mayCreate(Jid.parse("romeo@example.org/x"), Jid.parse(room))))
                .isEqualTo(expected);
    }

    @Test
    void letsTheFirstDenialWin() {
        Rule first = denying(Condition.GONE);
        Rule second = denying(Condition.CONFLICT);
        ChannelRoomPolicy two = new ChannelRoomPolicy(List.of(first, second));
        assertThat(word(two.mayCreate(Jid.parse("a@b/c"), Jid.parse("d@e")))).isEqualTo("gone");
    }

    private static Rule denying(Condition condition) {
        return new Rule() {
            @Override
            public Decision create(Jid user, Jid room) {
                return Decision.denied(condition, null);
            }
        };
    }

    private static String word(Decision decision) {
        return decision instanceof Decision.Denied denied
                ? denied.error().condition().word()
                : "allowed";
    }
}
