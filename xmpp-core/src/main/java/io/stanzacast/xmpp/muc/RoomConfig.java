package io.stanzacast.xmpp.muc;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What owners choose about a room (XEP-0045 §10.2, §16.5.3).
 *
 * @param title at most 256 characters
 * @param description at most 2 048 characters
 * @param language a tag of BCP 47, or empty
 * @param persistent whether the room outlives its last occupant, and restarts
 * @param publicRoom whether discovery shows it
 * @param password at most 256 characters; null if none is required
 * @param maxOccupants 1 to 100 000
 * @param historySize messages that who enters gets, 0 to 100
 * @param presenceBroadcast roles whose presence all occupants get; others are inside unannounced
 * @param anonymousRole what users of SASL ANONYMOUS without an affiliation get; null for what everybody gets
 * @param visitorsMaySpeak whether visitors have a voice
 */
public record RoomConfig(
        String title,
        String description,
        String language,
        boolean persistent,
        boolean publicRoom,
        boolean moderated,
        boolean membersOnly,
        @Nullable String password,
        int maxOccupants,
        Whois whois,
        boolean allowSubjectChange,
        boolean allowInvites,
        boolean allowPrivateMessages,
        int historySize,
        Set<Role> presenceBroadcast,
        @Nullable Role anonymousRole,
        boolean visitorsMaySpeak) {
    static final int MOST_OCCUPANTS = 100_000;
    static final int MOST_HISTORY = 100;

    /** Who learns the real addresses of occupants (§7.2.3, §7.2.4). */
    public enum Whois {
        ANYONE,
        MODERATORS
    }

    public RoomConfig {
        length("title", title, 256);
        length("description", description, 2_048);
        length("language", language, 35);
        if (password != null) {
            length("password", password, 256);
            if (password.isEmpty()) {
                throw new IllegalArgumentException("password: empty (expected: 1..256 characters, or none)");
            }
        }
        range("max-occupants", maxOccupants, 1, MOST_OCCUPANTS);
        range("history-size", historySize, 0, MOST_HISTORY);
        presenceBroadcast = Set.copyOf(presenceBroadcast);
        if (presenceBroadcast.contains(Role.NONE)) {
            throw new IllegalArgumentException("presence-broadcast: none (expected: moderator, participant, visitor)");
        }
        if (anonymousRole == Role.NONE || anonymousRole == Role.MODERATOR) {
            throw new IllegalArgumentException(
                    "anonymous-role: " + anonymousRole.word() + " (expected: participant or visitor)");
        }
    }

    private static void length(String name, String value, int most) {
        if (value.length() > most) {
            throw new IllegalArgumentException(
                    name + ": " + value.length() + " characters (expected: 0.." + most + ")");
        }
    }

    private static void range(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + ".." + most + ")");
        }
    }

    /** An open, public, temporary, semi-anonymous room of at most 10 000 with 20 messages of history. */
    public static RoomConfig defaults() {
        return new RoomConfig(
                "",
                "",
                "",
                false,
                true,
                false,
                false,
                null,
                10_000,
                Whois.MODERATORS,
                false,
                true,
                true,
                20,
                EnumSet.of(Role.MODERATOR, Role.PARTICIPANT, Role.VISITOR),
                null,
                false);
    }

    /** A builder that starts with {@link #defaults()}. */
    public static Builder builder() {
        return defaults().toBuilder();
    }

    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Whether everybody learns real addresses. */
    public boolean isNonAnonymous() {
        return whois == Whois.ANYONE;
    }

    /** Of one thread, used once. */
    public static final class Builder {
        private String title;
        private String description;
        private String language;
        private boolean persistent;
        private boolean publicRoom;
        private boolean moderated;
        private boolean membersOnly;
        private @Nullable String password;
        private int maxOccupants;
        private Whois whois;
        private boolean allowSubjectChange;
        private boolean allowInvites;
        private boolean allowPrivateMessages;
        private int historySize;
        private Set<Role> presenceBroadcast;
        private @Nullable Role anonymousRole;
        private boolean visitorsMaySpeak;

        private Builder(RoomConfig from) {
            title = from.title;
            description = from.description;
            language = from.language;
            persistent = from.persistent;
            publicRoom = from.publicRoom;
            moderated = from.moderated;
            membersOnly = from.membersOnly;
            password = from.password;
            maxOccupants = from.maxOccupants;
            whois = from.whois;
            allowSubjectChange = from.allowSubjectChange;
            allowInvites = from.allowInvites;
            allowPrivateMessages = from.allowPrivateMessages;
            historySize = from.historySize;
            presenceBroadcast = from.presenceBroadcast;
            anonymousRole = from.anonymousRole;
            visitorsMaySpeak = from.visitorsMaySpeak;
        }

        public Builder title(String value) {
            title = value;
            return this;
        }

        public Builder description(String value) {
            description = value;
            return this;
        }

        public Builder language(String value) {
            language = value;
            return this;
        }

        public Builder persistent(boolean value) {
            persistent = value;
            return this;
        }

        public Builder publicRoom(boolean value) {
            publicRoom = value;
            return this;
        }

        public Builder moderated(boolean value) {
            moderated = value;
            return this;
        }

        public Builder membersOnly(boolean value) {
            membersOnly = value;
            return this;
        }

        public Builder password(@Nullable String value) {
            password = value;
            return this;
        }

        public Builder maxOccupants(int value) {
            maxOccupants = value;
            return this;
        }

        public Builder whois(Whois value) {
            whois = value;
            return this;
        }

        public Builder allowSubjectChange(boolean value) {
            allowSubjectChange = value;
            return this;
        }

        public Builder allowInvites(boolean value) {
            allowInvites = value;
            return this;
        }

        public Builder allowPrivateMessages(boolean value) {
            allowPrivateMessages = value;
            return this;
        }

        public Builder historySize(int value) {
            historySize = value;
            return this;
        }

        public Builder presenceBroadcast(Set<Role> value) {
            presenceBroadcast = value;
            return this;
        }

        public Builder anonymousRole(@Nullable Role value) {
            anonymousRole = value;
            return this;
        }

        public Builder visitorsMaySpeak(boolean value) {
            visitorsMaySpeak = value;
            return this;
        }

        /** @throws IllegalArgumentException if a value is out of its range */
        public RoomConfig build() {
            return new RoomConfig(
                    title,
                    description,
                    language,
                    persistent,
                    publicRoom,
                    moderated,
                    membersOnly,
                    password,
                    maxOccupants,
                    whois,
                    allowSubjectChange,
                    allowInvites,
                    allowPrivateMessages,
                    historySize,
                    presenceBroadcast,
                    anonymousRole,
                    visitorsMaySpeak);
        }
    }
}
