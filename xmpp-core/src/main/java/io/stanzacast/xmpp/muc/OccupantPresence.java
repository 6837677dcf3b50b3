package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.stanza.Presence;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A presence that comes from an occupant JID, before it is known who gets it (XEP-0045 §7.2.2, §17.3): it always has affiliation and role;
 * whether it has the real address, and status 110, depends on the recipient. Of one thread.
 */
final class OccupantPresence {
    private static final int MOST_CHARACTERS = 8_192;

    private final Occupant occupant;
    private final boolean available;
    private final TreeSet<Integer> statuses = new TreeSet<>();
    private List<Element> content;
    private Affiliation affiliation;
    private Role role;
    private @Nullable String newNickname;
    private @Nullable String actor;
    private @Nullable String reason;
    private @Nullable String id;
    private @Nullable Element destroyed;

    private OccupantPresence(Occupant occupant, boolean available) {
        this.occupant = occupant;
        this.available = available;
        this.content = available ? occupant.foremost().content() : List.of();
        this.affiliation = occupant.affiliation();
        this.role = available ? occupant.role() : Role.NONE;
    }

    /** As the occupant is now. */
    static OccupantPresence available(Occupant occupant) {
        return new OccupantPresence(occupant, true);
    }

    /** No longer in the room, or no longer under this nickname: the role is none (§7.14). */
    static OccupantPresence unavailable(Occupant occupant) {
        return new OccupantPresence(occupant, false);
    }

    /** Every occupant gets it, and the room keeps it: so it must not be large. */
    static boolean isTooLarge(Presence presence) {
        return Weight.of(presence.element()) > MOST_CHARACTERS;
    }

    /** What a client says in a presence, without what only the room may say (§17.3); nothing if it is too large. */
    static List<Element> content(Presence presence) {
        if (isTooLarge(presence)) {
            return List.of();
        }
        List<Element> kept = new ArrayList<>();
        for (Element child : presence.element().children()) {
            if (!child.namespace().equals(Namespaces.MUC) && !child.namespace().equals(Namespaces.USER)) {
                kept.add(child);
            }
        }
        return List.copyOf(kept);
    }

    OccupantPresence content(List<Element> newContent) {
        content = newContent;
        return this;
    }

    OccupantPresence status(int code) {
        statuses.add(code);
        return this;
    }

    OccupantPresence affiliation(Affiliation newAffiliation) {
        affiliation = newAffiliation;
        return this;
    }

    /** On a change of nickname the old one leaves with the role still held (§7.6). */
    OccupantPresence renamed(String nickname) {
        newNickname = nickname;
        role = occupant.role();
        return status(303);
    }

    /** @param nickname who did it */
    OccupantPresence actor(@Nullable String nickname) {
        actor = nickname;
        return this;
    }

    OccupantPresence reason(@Nullable String text) {
        reason = text;
        return this;
    }

    /** §10.9. */
    OccupantPresence destroyed(Element destroy) {
        destroyed = destroy;
        affiliation = Affiliation.NONE;
        return this;
    }

    /** The id of the stanza that this one reflects (§7.2.2). */
    OccupantPresence id(Optional<String> stanzaId) {
        id = stanzaId.orElse(null);
        return this;
    }

    /** For others. @param real whose address they see, or null */
    Presence render(@Nullable OccupantSession real) {
        return render(real, false);
    }

    /** For a resource of the occupant: with status 110 (§7.2.2). */
    Presence renderSelf(OccupantSession self) {
        return render(self, true);
    }

    private Presence render(@Nullable OccupantSession real, boolean self) {
        Element.Builder presence = Element.builder("presence", Stanza.NS)
                .attribute("from", occupant.address().toString());
        if (id != null && self) {
            presence.attribute("id", id);
        }
        if (!available) {
            presence.attribute("type", "unavailable");
        }
        presence.children(content).child(extension(real, self));
        return new Presence(
                presence.build(),
                null,
                occupant.address(),
                available ? Presence.Type.AVAILABLE : Presence.Type.UNAVAILABLE);
    }

    private Element extension(@Nullable OccupantSession real, boolean self) {
        Element.Builder item = Element.builder("item", Namespaces.USER)
                .attribute("affiliation", affiliation.word())
                .attribute("role", role.word());
        if (real != null) {
            item.attribute("jid", real.jid().toString());
        }
        if (newNickname != null) {
            item.attribute("nick", newNickname);
        }
        if (actor != null) {
            item.child(Element.builder("actor", Namespaces.USER)
                    .attribute("nick", actor)
                    .build());
        }
        if (reason != null) {
            item.childText("reason", reason);
        }
        Element.Builder extension = Element.builder("x", Namespaces.USER).child(item.build());
        if (destroyed != null) {
            extension.child(destroyed);
        }
        TreeSet<Integer> codes = new TreeSet<>(statuses);
        if (self) {
            codes.add(110);
        }
        for (int code : codes) {
            extension.child(Element.builder("status", Namespaces.USER)
                    .attribute("code", Integer.toString(code))
                    .build());
        }
        return extension.build();
    }
}
