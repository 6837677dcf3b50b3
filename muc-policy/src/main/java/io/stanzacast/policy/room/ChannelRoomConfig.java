package io.stanzacast.policy.room;

import io.stanzacast.policy.channel.Access;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.RoomSettings;
import io.stanzacast.xmpp.muc.Role;
import io.stanzacast.xmpp.muc.RoomConfig;
import java.util.EnumSet;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a channel makes of its room's configuration. */
final class ChannelRoomConfig {
    private ChannelRoomConfig() {}

    /** Anonymous viewers come as visitors with a voice whose presence is not broadcast: a join then costs the room nothing. */
    static RoomConfig of(Channel channel) {
        RoomConfig.Builder builder = RoomConfig.builder()
                .title(channel.title())
                .language(channel.language())
                .persistent(true)
                .presenceBroadcast(EnumSet.of(Role.MODERATOR, Role.PARTICIPANT))
                .anonymousRole(Role.VISITOR)
                .visitorsMaySpeak(true);
        access(builder, channel);
        settings(builder, RoomSettings.none(), channel.settings());
        return builder.build();
    }

    /** No more open than the channel, otherwise as it is. */
    static RoomConfig restricted(RoomConfig config, Channel channel) {
        RoomConfig.Builder builder = config.toBuilder().persistent(true);
        if (channel.access() != Access.PUBLIC) {
            builder.publicRoom(false);
        }
        if (channel.access() == Access.MEMBERS) {
            builder.membersOnly(true);
        }
        if (channel.access() == Access.PASSWORD) {
            builder.password(channel.password());
        }
        return builder.build();
    }

    /** What is different about the channel becomes different about the room; the rest stays. */
    static RoomConfig changed(RoomConfig config, Channel before, Channel after) {
        RoomConfig.Builder builder = config.toBuilder();
        if (!before.title().equals(after.title())) {
            builder.title(after.title());
        }
        if (!before.language().equals(after.language())) {
            builder.language(after.language());
        }
        if (before.access() != after.access()) {
            access(builder, after);
        }
        settings(builder, before.settings(), after.settings());
        return restricted(builder.build(), after);
    }

    private static void access(RoomConfig.Builder builder, Channel channel) {
        builder.publicRoom(channel.access() == Access.PUBLIC)
                .membersOnly(channel.access() == Access.MEMBERS)
                .password(channel.password());
    }

    private static void settings(RoomConfig.Builder builder, RoomSettings before, RoomSettings after) {
        set(before.description(), after.description(), builder::description);
        set(before.historySize(), after.historySize(), builder::historySize);
        set(before.maxOccupants(), after.maxOccupants(), builder::maxOccupants);
        set(before.moderated(), after.moderated(), builder::moderated);
        set(before.visitorsMaySpeak(), after.visitorsMaySpeak(), builder::visitorsMaySpeak);
    }

    private static <T> void set(@Nullable T before, @Nullable T after, Consumer<T> setter) {
        if (after != null && !Objects.equals(before, after)) {
            setter.accept(after);
        }
    }
}
