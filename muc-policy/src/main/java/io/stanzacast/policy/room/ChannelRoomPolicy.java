package io.stanzacast.policy.room;

import io.stanzacast.policy.rule.Rule;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Affiliation;
import io.stanzacast.xmpp.muc.Decision;
import io.stanzacast.xmpp.muc.JoinRequest;
import io.stanzacast.xmpp.muc.RoomConfig;
import io.stanzacast.xmpp.muc.RoomPolicy;
import io.stanzacast.xmpp.muc.SpeakRequest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Asks the site's rules one after the other: the first denial wins and its text reaches the user. Safe for any thread. */
public final class ChannelRoomPolicy implements RoomPolicy {
    private final List<Rule> rules;

    @Inject
    public ChannelRoomPolicy(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public Decision mayCreate(Jid user, Jid room) {
        return first(rule -> rule.create(user, room));
    }

    @Override
    public Decision mayJoin(JoinRequest request) {
        return first(rule -> rule.join(request));
    }

    @Override
    public Decision maySpeak(SpeakRequest request) {
        return first(rule -> rule.speak(request));
    }

    @Override
    public Decision mayConfigure(Jid user, Jid room, RoomConfig before, RoomConfig after) {
        return first(rule -> rule.configure(user, room, before, after));
    }

    @Override
    public Decision mayAffiliate(Jid user, Jid room, Map<Jid, Affiliation> changes) {
        return first(rule -> rule.affiliate(user, room, changes));
    }

    @Override
    public Decision mayDestroy(Jid user, Jid room) {
        return first(rule -> rule.destroy(user, room));
    }

    private Decision first(Function<Rule, Decision> question) {
        for (Rule rule : rules) {
            Decision decision = question.apply(rule);
            if (decision instanceof Decision.Denied) {
                return decision;
            }
        }
        return Decision.allowed();
    }
}
