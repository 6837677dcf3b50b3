package io.stanzacast.policy.room;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Affiliation;
import java.util.LinkedHashMap;
import java.util.Map;

/** What must happen to a room's affiliations so that they are at least what is wanted. */
final class People {
    private People() {}

    /** Raises nobody who is higher already, and lets no mere member in whom the room has banned. */
    static Map<Jid, Affiliation> lacking(Map<Jid, Affiliation> wanted, Map<Jid, Affiliation> present) {
        Map<Jid, Affiliation> lacking = new LinkedHashMap<>();
        wanted.forEach((person, affiliation) -> {
            Affiliation is = present.getOrDefault(person, Affiliation.NONE);
            boolean banned = is == Affiliation.OUTCAST && affiliation == Affiliation.MEMBER;
            if (!is.isAtLeast(affiliation) && !banned) {
                lacking.put(person, affiliation);
            }
        });
        return lacking;
    }

    /** Those who are wanted as something else than before, or no more, and still are what they were wanted as. */
    static Map<Jid, Affiliation> moved(
            Map<Jid, Affiliation> before, Map<Jid, Affiliation> after, Map<Jid, Affiliation> present) {
        Map<Jid, Affiliation> moved = new LinkedHashMap<>();
        before.forEach((person, affiliation) -> {
            Affiliation next = after.getOrDefault(person, Affiliation.NONE);
            if (next != affiliation && present.get(person) == affiliation) {
                moved.put(person, next);
            }
        });
        return moved;
    }
}
