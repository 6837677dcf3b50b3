package io.stanzacast.xmpp.muc;

/** What follows from an affiliation (XEP-0045 §5.1.2, §5.2). */
final class Affiliations {
    private Affiliations() {}

    /** The role with which one enters (§5.1.2). @param anonymous whether the user has no account */
    static Role initialRole(RoomConfig config, Affiliation affiliation, boolean anonymous) {
        switch (affiliation) {
            case OWNER:
            case ADMIN:
                return Role.MODERATOR;
            case MEMBER:
                return Role.PARTICIPANT;
            case NONE:
                if (anonymous && config.anonymousRole() != null) {
                    return config.anonymousRole();
                }
                return config.moderated() ? Role.VISITOR : Role.PARTICIPANT;
            case OUTCAST:
                return Role.NONE;
        }
        throw new AssertionError(affiliation);
    }

    /** The role of an occupant whose affiliation just changed: gained ones are certain, lost ones fall to the default (§5.1.3). */
    static Role roleAfter(RoomConfig config, Affiliation before, Affiliation after, Role role, boolean anonymous) {
        Role initial = initialRole(config, after, anonymous);
        if (after.isAbove(before)) {
            return initial.isAtLeast(role) ? initial : role;
        }
        return before.isAtLeast(Affiliation.ADMIN) && !after.isAtLeast(Affiliation.ADMIN) ? initial : role;
    }
}
