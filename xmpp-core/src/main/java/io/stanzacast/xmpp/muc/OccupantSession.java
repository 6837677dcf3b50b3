package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.xml.Element;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One resource of an occupant. Owner: the room's. Lives from entering to leaving. */
final class OccupantSession {
    private final Jid jid;
    private final @Nullable ClientSession client;
    private Occupant occupant;
    private List<Element> content;
    private @Nullable Set<String> requests;

    /** Where {@link Fanout} keeps it; nobody else's business. */
    Fanout.@Nullable Members members;

    int position;

    /**
     * @param jid the real full address
     * @param client null if it is not connected to this process
     */
    OccupantSession(Jid jid, @Nullable ClientSession client, Occupant occupant, Presence presence) {
        this.jid = jid;
        this.client = client;
        this.occupant = occupant;
        this.content = OccupantPresence.content(presence);
    }

    Jid jid() {
        return jid;
    }

    @Nullable
    ClientSession client() {
        return client;
    }

    boolean isAnonymous() {
        return client != null && client.isAnonymous();
    }

    boolean hasRequests() {
        return requests != null && !requests.isEmpty();
    }

    /** Those of {@link OpenRequests} that it asked or was asked. */
    Set<String> requests() {
        Set<String> known = requests;
        if (known == null) {
            known = new HashSet<>();
            requests = known;
        }
        return known;
    }

    Occupant occupant() {
        return occupant;
    }

    void occupant(Occupant newOccupant) {
        occupant = newOccupant;
    }

    /** What the client says in its presence, without what only the room may say. */
    List<Element> content() {
        return content;
    }

    /** Takes what a new presence says, and tells whether that is anything new. */
    boolean update(Presence presence) {
        List<Element> newContent = OccupantPresence.content(presence);
        boolean changed = !newContent.equals(content);
        content = newContent;
        return changed;
    }
}
