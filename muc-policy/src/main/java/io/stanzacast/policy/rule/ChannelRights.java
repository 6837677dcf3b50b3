package io.stanzacast.policy.rule;

import io.stanzacast.policy.channel.Access;
import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.RoomSettings;
import io.stanzacast.policy.channel.Setting;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Affiliation;
import io.stanzacast.xmpp.muc.Decision;
import io.stanzacast.xmpp.muc.RoomConfig;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * In a channel's room nobody changes what the site's file sets, and no room is more open than its channel. What the channel leaves free is
 * the owners' choice.
 */
public final class ChannelRights implements Rule {
    private final Function<Jid, Optional<Channel>> channels;

    /** @param channels by bare address of the room; does not block */
    public ChannelRights(Function<Jid, Optional<Channel>> channels) {
        this.channels = channels;
    }

    @Override
    public Decision configure(Jid user, Jid room, RoomConfig before, RoomConfig after) {
        Channel channel = channels.apply(room).orElse(null);
        if (channel == null) {
            return Decision.allowed();
        }
        if (!after.persistent()) {
            return denied("a channel's room stays");
        }
        if (!Objects.equals(before.password(), after.password())) {
            return denied(
                    "the password is the channel's (access: " + channel.access().word() + ")");
        }
        boolean opened = (after.publicRoom() && !before.publicRoom()) || (before.membersOnly() && !after.membersOnly());
        if (opened && channel.access() != Access.PUBLIC) {
            return denied("the room is no more open than its channel (access: "
                    + channel.access().word() + ")");
        }
        return ruled(channel, before, after);
    }

    private static Decision ruled(Channel channel, RoomConfig before, RoomConfig after) {
        boolean access = before.publicRoom() != after.publicRoom() || before.membersOnly() != after.membersOnly();
        if (channel.managed().contains(Setting.TITLE) && !before.title().equals(after.title())) {
            return managed(Setting.TITLE);
        }
        if (channel.managed().contains(Setting.LANGUAGE) && !before.language().equals(after.language())) {
            return managed(Setting.LANGUAGE);
        }
        if (channel.managed().contains(Setting.ACCESS) && access) {
            return managed(Setting.ACCESS);
        }
        if (channel.managed().contains(Setting.ROOM_DEFAULTS) && touches(channel.settings(), before, after)) {
            return managed(Setting.ROOM_DEFAULTS);
        }
        return Decision.allowed();
    }

    private static boolean touches(RoomSettings settings, RoomConfig before, RoomConfig after) {
        return settings.description() != null && !before.description().equals(after.description())
                || settings.historySize() != null && before.historySize() != after.historySize()
                || settings.maxOccupants() != null && before.maxOccupants() != after.maxOccupants()
                || settings.moderated() != null && before.moderated() != after.moderated()
                || settings.visitorsMaySpeak() != null && before.visitorsMaySpeak() != after.visitorsMaySpeak();
    }

    @Override
    public Decision affiliate(Jid user, Jid room, Map<Jid, Affiliation> changes) {
        Channel channel = channels.apply(room).orElse(null);
        if (channel == null || channel.managed().isEmpty()) {
            return Decision.allowed();
        }
        for (Map.Entry<Jid, Affiliation> change : changes.entrySet()) {
            for (Setting setting : List.of(Setting.OWNERS, Setting.MODERATORS, Setting.MEMBERS)) {
                if (channel.managed().contains(setting) && touches(channel, setting, change)) {
                    return managed(setting);
                }
            }
        }
        return Decision.allowed();
    }

    private static boolean touches(Channel channel, Setting setting, Map.Entry<Jid, Affiliation> change) {
        switch (setting) {
            case OWNERS:
                return change.getValue() == Affiliation.OWNER
                        || channel.owners().contains(change.getKey());
            case MODERATORS:
                return change.getValue() == Affiliation.ADMIN
                        || channel.moderators().contains(change.getKey());
            case MEMBERS:
                return change.getValue() == Affiliation.MEMBER
                        || channel.members().contains(change.getKey());
            default:
                throw new AssertionError(setting);
        }
    }

    @Override
    public Decision destroy(Jid user, Jid room) {
        return channels.apply(room)
                .filter(channel -> !channel.managed().isEmpty())
                .map(channel -> denied("the site's file makes this channel"))
                .orElseGet(Decision::allowed);
    }

    private static Decision managed(Setting setting) {
        return denied(setting.word() + " is set by the site's file");
    }

    private static Decision denied(String text) {
        return Decision.denied(Condition.NOT_ALLOWED, text);
    }
}
