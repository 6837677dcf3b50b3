package io.stanzacast.server.control;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.Rooms;
import jakarta.inject.Inject;

/** {@code room-list}: the addresses of all rooms of all services. */
final class ListRooms implements Verb {
    private final Rooms rooms;

    @Inject
    ListRooms(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public String name() {
        return "room-list";
    }

    @Override
    public Object run(Arguments arguments) {
        return rooms.all().stream().map(Jid::toString).toList();
    }
}
