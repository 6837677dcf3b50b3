package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Another state of one channel; its name and room stay. Of one thread, used once. */
public final class ChannelBuilder {
    private final String name;
    private final Jid room;
    private String title;
    private String language;
    private List<Jid> owners;
    private boolean autostart;
    private Access access;
    private List<Jid> moderators;
    private List<Jid> members;
    private @Nullable String password;
    private RoomSettings settings;
    private Set<Setting> managed;

    ChannelBuilder(Channel from) {
        name = from.name();
        room = from.room();
        title = from.title();
        language = from.language();
        owners = from.owners();
        autostart = from.autostart();
        access = from.access();
        moderators = from.moderators();
        members = from.members();
        password = from.password();
        settings = from.settings();
        managed = from.managed();
    }

    public ChannelBuilder title(String value) {
        title = value;
        return this;
    }

    public ChannelBuilder language(String value) {
        language = value;
        return this;
    }

    public ChannelBuilder owners(List<Jid> value) {
        owners = value;
        return this;
    }

    public ChannelBuilder autostart(boolean value) {
        autostart = value;
        return this;
    }

    /** An access without a password forgets the password. */
    public ChannelBuilder access(Access value) {
        access = value;
        if (value != Access.PASSWORD) {
            password = null;
        }
        return this;
    }

    public ChannelBuilder moderators(List<Jid> value) {
        moderators = value;
        return this;
    }

    public ChannelBuilder members(List<Jid> value) {
        members = value;
        return this;
    }

    public ChannelBuilder password(@Nullable String value) {
        password = value;
        return this;
    }

    public ChannelBuilder settings(RoomSettings value) {
        settings = value;
        return this;
    }

    public ChannelBuilder managed(Set<Setting> value) {
        managed = value;
        return this;
    }

    /** @throws IllegalArgumentException if a value is out of its range */
    public Channel build() {
        return new Channel(
                name,
                title,
                language,
                owners,
                room,
                autostart,
                access,
                moderators,
                members,
                password,
                settings,
                managed);
    }
}
