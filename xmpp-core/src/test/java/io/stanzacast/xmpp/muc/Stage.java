package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.script.Client;
import io.stanzacast.xmpp.script.Script;
import io.stanzacast.xmpp.xml.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server with MUC services for scripts: {@code rooms.example.org} where anybody creates rooms, {@code quiet.example.org} where nobody's
 * presence is broadcast, {@code closed.example.org} where nobody creates any, {@code brewery.example.org} for accounts of example.org.
 */
final class Stage {
    static final Jid COVEN = Jid.parse("coven@rooms.example.org");

    final MemoryRoomStore store = new MemoryRoomStore();
    final SettableClock clock = new SettableClock();
    final Script script;
    final Map<String, Client> clients = new LinkedHashMap<>();
    RoomPolicy policy = RoomPolicy.open();
    RoomService rooms;

    Stage() {
        this(RoomDefaults.none());
    }

    Stage(RoomDefaults defaults) {
        RoomDefaults quiet = RoomDefaults.of(
                RoomConfig.builder().presenceBroadcast(java.util.Set.of()).build());
        List<MucConfig> configs = List.of(
                new MucConfig("rooms.example.org", "Rooms", MucConfig.Creation.ANYBODY, defaults, null, null, null),
                new MucConfig("quiet.example.org", null, MucConfig.Creation.ANYBODY, quiet, null, null, null),
                new MucConfig("accounts.example.org", null, MucConfig.Creation.ACCOUNTS, null, null, 2, null),
                new MucConfig("closed.example.org", null, null, null, null, null, null),
                new MucConfig(
                        "brewery.example.org", null, MucConfig.Creation.ANYBODY, null, List.of("example.org"), 3, 5));
        RoomPolicy delegate = new RoomPolicy() {
            @Override
            public Decision mayCreate(Jid user, Jid room) {
                return policy.mayCreate(user, room);
            }

            @Override
            public Decision mayJoin(JoinRequest request) {
                return policy.mayJoin(request);
            }

            @Override
            public Decision maySpeak(SpeakRequest request) {
                return policy.maySpeak(request);
            }
        };
        RoomService[] made = new RoomService[1];
        script = Script.builder()
                .clock(clock)
                .service(s -> made[0] =
                        new RoomService(configs, delegate, store, s.sessions(), s.router(), s::executor, clock))
                .build();
        rooms = made[0];
        rooms.start();
    }

    /** A user of example.org with that name, or of guest.example.org if it begins with {@code guest}. */
    Client user(String name) {
        return clients.computeIfAbsent(
                name,
                user -> script.client(
                        user, user + (user.startsWith("guest") ? "@guest.example.org/web" : "@example.org/pda")));
    }

    Client join(Client client, String occupant) {
        return client.sends("<presence to='" + occupant + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
    }

    /** Enters and looks at nothing that comes of it. */
    Client inside(String name, String room) {
        Client client = user(name);
        join(client, room + "/" + name);
        client.all();
        clients.values().forEach(Client::all);
        return client;
    }

    /** Makes a room of default configuration with that owner inside, looking at nothing. */
    Client owner(String name, String room) {
        Client client = inside(name, room);
        configure(client, room, "");
        clients.values().forEach(Client::all);
        return client;
    }

    Client owner(String name, String room, String fields) {
        Client client = inside(name, room);
        configure(client, room, fields);
        clients.values().forEach(Client::all);
        return client;
    }

    void configure(Client owner, String room, String fields) {
        owner.sends("<iq type='set' id='config' to='" + room + "'><query xmlns='http://jabber.org/protocol/muc#owner'>"
                + "<x xmlns='jabber:x:data' type='submit'>" + fields + "</x></query></iq>");
    }

    static String field(String name, String... values) {
        StringBuilder field = new StringBuilder("<field var='" + name + "'>");
        for (String value : values) {
            field.append("<value>").append(value).append("</value>");
        }
        return field.append("</field>").toString();
    }

    void admin(Client client, String room, String items) {
        client.sends("<iq type='set' id='admin' to='" + room + "'><query xmlns='http://jabber.org/protocol/muc#admin'>"
                + items + "</query></iq>");
    }

    /** Nobody has anything left to look at. */
    void clear() {
        clients.values().forEach(Client::all);
    }

    /** Each stanza's name, type and status codes, such as {@code presence unavailable 110 307}. */
    static List<String> digest(List<Element> stanzas) {
        List<String> digests = new ArrayList<>();
        for (Element stanza : stanzas) {
            StringBuilder digest = new StringBuilder(stanza.name());
            stanza.attribute("type").ifPresent(type -> digest.append(' ').append(type));
            for (Element x : stanza.children("x", Namespaces.USER)) {
                x.children("status", Namespaces.USER)
                        .forEach(status -> digest.append(' ')
                                .append(status.attribute("code").orElse("?")));
            }
            stanza.child("error", "jabber:client")
                    .flatMap(Element::firstChild)
                    .ifPresent(condition -> digest.append(' ').append(condition.name()));
            digests.add(digest.toString());
        }
        return digests;
    }

    /** What a client got, in short. */
    static List<String> got(Client client) {
        return digest(client.all());
    }

    /** Stands still until moved. */
    static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
