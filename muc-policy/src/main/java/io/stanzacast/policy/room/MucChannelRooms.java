package io.stanzacast.policy.room;

import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.ChannelRooms;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Affiliation;
import io.stanzacast.xmpp.muc.RoomConfig;
import io.stanzacast.xmpp.muc.Rooms;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Makes and asks rooms of the MUC services. Safe for any thread. */
public final class MucChannelRooms implements ChannelRooms {
    private final Rooms rooms;
    private final Jid focus;

    /** @param focus bare address that gets the rights of an admin in every channel's room */
    public MucChannelRooms(Rooms rooms, Jid focus) {
        this.rooms = rooms;
        this.focus = focus;
    }

    /** A room as it is; without a configuration there is none. */
    private record Present(Optional<RoomConfig> config, Map<Jid, Affiliation> affiliations) {}

    private CompletionStage<Present> present(Jid room) {
        return rooms.find(room).thenCombine(rooms.affiliations(room), Present::new);
    }

    @Override
    public CompletionStage<Void> ensure(Channel channel) {
        return present(channel.room())
                .thenCompose(present -> apply(
                        channel.room(),
                        present,
                        present.config()
                                .map(config -> ChannelRoomConfig.restricted(config, channel))
                                .orElseGet(() -> ChannelRoomConfig.of(channel)),
                        People.lacking(wanted(channel), present.affiliations())));
    }

    @Override
    public CompletionStage<List<Map.Entry<String, String>>> missing(Channel channel) {
        return present(channel.room()).thenApply(present -> {
            Map<String, String> missing = new LinkedHashMap<>();
            if (present.config().isEmpty()) {
                missing.put("", "made");
            } else if (!ChannelRoomConfig.restricted(present.config().get(), channel)
                    .equals(present.config().get())) {
                missing.put("access", channel.access().word());
            }
            if (present.config().isPresent()) {
                People.lacking(wanted(channel), present.affiliations())
                        .forEach((person, affiliation) -> missing.put(person.toString(), affiliation.word()));
            }
            return List.copyOf(missing.entrySet());
        });
    }

    @Override
    public CompletionStage<Void> change(Channel before, Channel after) {
        return present(after.room()).thenCompose(present -> {
            Map<Jid, Affiliation> changes = People.lacking(wanted(after), present.affiliations());
            changes.putAll(People.moved(wanted(before), wanted(after), present.affiliations()));
            RoomConfig config = present.config()
                    .map(existing -> ChannelRoomConfig.changed(existing, before, after))
                    .orElseGet(() -> ChannelRoomConfig.of(after));
            return apply(after.room(), present, config, changes);
        });
    }

    /** The service makes owners exactly those it is told: so who is one already and stays is told too. */
    private CompletionStage<Void> apply(Jid room, Present present, RoomConfig config, Map<Jid, Affiliation> changes) {
        Map<Jid, Affiliation> told = new HashMap<>();
        present.affiliations().forEach((person, affiliation) -> {
            if (affiliation == Affiliation.OWNER) {
                told.put(person, affiliation);
            }
        });
        told.putAll(changes);
        return rooms.ensure(room, config, told);
    }

    private Map<Jid, Affiliation> wanted(Channel channel) {
        Map<Jid, Affiliation> wanted = new LinkedHashMap<>();
        wanted.put(focus, Affiliation.ADMIN);
        channel.members().forEach(member -> wanted.put(member, Affiliation.MEMBER));
        channel.moderators().forEach(moderator -> wanted.put(moderator, Affiliation.ADMIN));
        channel.owners().forEach(owner -> wanted.put(owner, Affiliation.OWNER));
        return wanted;
    }

    /** Makes the room where engines meet: not listed, real addresses for the focus alone. */
    public CompletionStage<Void> ensureBrewery(Jid brewery) {
        RoomConfig config = RoomConfig.builder()
                .title("Engines")
                .persistent(true)
                .publicRoom(false)
                .allowInvites(false)
                .historySize(0)
                .build();
        return rooms.ensure(brewery, config, Map.of(focus, Affiliation.OWNER));
    }

    @Override
    public CompletionStage<Void> destroy(Jid room, String reason) {
        return rooms.destroy(room, reason);
    }

    @Override
    public CompletionStage<Boolean> exists(Jid room) {
        return rooms.find(room).thenApply(Optional::isPresent);
    }

    @Override
    public CompletionStage<Boolean> isAdministrator(Jid room, Jid user) {
        return rooms.affiliation(room, user).thenApply(affiliation -> affiliation.isAtLeast(Affiliation.ADMIN));
    }

    @Override
    public CompletionStage<Void> ensureRoom(Jid room, String title, List<Jid> owners) {
        return present(room)
                .thenCompose(present -> apply(
                        room,
                        present,
                        present.config()
                                .orElseGet(() -> RoomConfig.builder()
                                        .title(title)
                                        .persistent(true)
                                        .build()),
                        People.lacking(owners(owners), present.affiliations())));
    }

    @Override
    public CompletionStage<List<Map.Entry<String, String>>> missingRoom(Jid room, List<Jid> owners) {
        return present(room).thenApply(present -> {
            Map<String, String> missing = new LinkedHashMap<>();
            if (present.config().isEmpty()) {
                missing.put("", "made");
            }
            People.lacking(owners(owners), present.affiliations())
                    .forEach((person, affiliation) -> missing.put(person.toString(), affiliation.word()));
            return List.copyOf(missing.entrySet());
        });
    }

    private static Map<Jid, Affiliation> owners(List<Jid> owners) {
        return owners.stream()
                .collect(Collectors.toMap(owner -> owner, owner -> Affiliation.OWNER, (one, same) -> one));
    }
}
