package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be changed about a channel, and what a file can rule. */
public enum Setting {
    TITLE(Channel::title, Channel::title),
    LANGUAGE(Channel::language, Channel::language),
    OWNERS(channel -> Set.copyOf(channel.owners()), channel -> jids(channel.owners())),
    MODERATORS(channel -> Set.copyOf(channel.moderators()), channel -> jids(channel.moderators())),
    MEMBERS(channel -> Set.copyOf(channel.members()), channel -> jids(channel.members())),
    ACCESS(Channel::access, channel -> channel.access().word()),
    PASSWORD(Channel::password, channel -> channel.password() == null ? "" : "(secret)"),
    AUTOSTART(Channel::autostart, channel -> Boolean.toString(channel.autostart())),
    ROOM_DEFAULTS(Channel::settings, channel -> channel.settings().text()),
    MANAGED(Channel::managed, channel -> words(channel.managed()));

    private final Function<Channel, @Nullable Object> value;
    private final Function<Channel, String> text;

    Setting(Function<Channel, @Nullable Object> value, Function<Channel, String> text) {
        this.value = value;
        this.text = text;
    }

    /** As files and commands say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value for people; never a secret. */
    public String text(Channel channel) {
        return text.apply(channel);
    }

    /** What is different between two states of a channel. */
    public static Set<Setting> changed(Channel before, Channel after) {
        return Arrays.stream(values())
                .filter(setting -> !Objects.equals(setting.value.apply(before), setting.value.apply(after)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Setting.class)));
    }

    static String words(Collection<Setting> settings) {
        return settings.stream().sorted().map(Setting::word).collect(Collectors.joining(", "));
    }

    private static String jids(Collection<Jid> jids) {
        return jids.stream().map(Jid::toString).sorted().collect(Collectors.joining(", "));
    }
}
