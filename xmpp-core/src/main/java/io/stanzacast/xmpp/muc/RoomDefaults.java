package io.stanzacast.xmpp.muc;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What new rooms of a service start with, as a configuration file says it: everything may be left out and is then as in {@link
 * RoomConfig#defaults()}.
 */
public record RoomDefaults(
        @Nullable String title,
        @Nullable String description,
        @Nullable String language,
        @Nullable Boolean persistent,
        @Nullable Boolean publicRoom,
        @Nullable Boolean moderated,
        @Nullable Boolean membersOnly,
        @Nullable Integer maxOccupants,
        RoomConfig.@Nullable Whois whois,
        @Nullable Boolean allowSubjectChange,
        @Nullable Boolean allowInvites,
        @Nullable Boolean allowPrivateMessages,
        @Nullable Integer historySize,
        @Nullable Set<Role> presenceBroadcast,
        @Nullable Role anonymousRole,
        @Nullable Boolean visitorsMaySpeak) {
    public RoomDefaults {
        presenceBroadcast = presenceBroadcast == null ? null : Set.copyOf(presenceBroadcast);
    }

    /** Nothing said. */
    public static RoomDefaults none() {
        return new RoomDefaults(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Says all but the password as {@code config} does. */
    public static RoomDefaults of(RoomConfig config) {
        return new RoomDefaults(
                config.title(),
                config.description(),
                config.language(),
                config.persistent(),
                config.publicRoom(),
                config.moderated(),
                config.membersOnly(),
                config.maxOccupants(),
                config.whois(),
                config.allowSubjectChange(),
                config.allowInvites(),
                config.allowPrivateMessages(),
                config.historySize(),
                config.presenceBroadcast(),
                config.anonymousRole(),
                config.visitorsMaySpeak());
    }

    /** @throws IllegalArgumentException if a value is out of its range */
    public RoomConfig toConfig() {
        RoomConfig base = RoomConfig.defaults();
        return new RoomConfig(
                or(title, base.title()),
                or(description, base.description()),
                or(language, base.language()),
                or(persistent, base.persistent()),
                or(publicRoom, base.publicRoom()),
                or(moderated, base.moderated()),
                or(membersOnly, base.membersOnly()),
                null,
                or(maxOccupants, base.maxOccupants()),
                or(whois, base.whois()),
                or(allowSubjectChange, base.allowSubjectChange()),
                or(allowInvites, base.allowInvites()),
                or(allowPrivateMessages, base.allowPrivateMessages()),
                or(historySize, base.historySize()),
                or(presenceBroadcast, base.presenceBroadcast()),
                anonymousRole,
                or(visitorsMaySpeak, base.visitorsMaySpeak()));
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
