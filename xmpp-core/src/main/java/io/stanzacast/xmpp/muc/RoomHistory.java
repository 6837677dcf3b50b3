package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * The last messages of a room, in memory, each stamped and encoded once however many enter (XEP-0045 §7.2.13). Owner: the room's.
 */
final class RoomHistory {
    /** However few messages there are, they weigh no more than this. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Jid room;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private int characters;

    RoomHistory(Jid room) {
        this.room = room;
    }

    /** @param message as it was reflected @param keep how many the room keeps */
    void add(Message message, Instant received, int keep) {
        if (keep > 0) {
            int weight = Weight.of(message.element());
            entries.addLast(new Entry(received, stamped(message, received), weight));
            characters += weight;
        }
        keep(keep);
    }

    /** Forgets the oldest beyond that number. */
    void keep(int most) {
        while (entries.size() > most || characters > MOST_CHARACTERS) {
            characters -= entries.removeFirst().weight();
        }
    }

    private Broadcast stamped(Message message, Instant received) {
        return new Broadcast(message.withElement(message.element().withChild(delay(room, received))));
    }

    /** XEP-0203, from the room itself (§7.2.13, §7.2.15). */
    static Element delay(Jid room, Instant at) {
        return Element.builder("delay", Namespaces.DELAY)
                .attribute("from", room.toString())
                .attribute("stamp", at.truncatedTo(ChronoUnit.MILLIS).toString())
                .build();
    }

    /** The newest that meet every limit, oldest first; whole stanzas only (§7.2.14). */
    List<Broadcast> select(HistoryRequest request) {
        List<Broadcast> selected = new ArrayList<>(Math.min(entries.size(), request.maxStanzas()));
        long asked = 0;
        Iterator<Entry> newestFirst = entries.descendingIterator();
        while (newestFirst.hasNext() && selected.size() < request.maxStanzas()) {
            Entry entry = newestFirst.next();
            if (request.since() != null && entry.received.isBefore(request.since())) {
                break;
            }
            if (request.maxCharacters() != Integer.MAX_VALUE) {
                asked += ElementEncoder.encodeToString(entry.broadcast.stanza().element(), "")
                        .length();
                if (asked > request.maxCharacters()) {
                    break;
                }
            }
            selected.add(entry.broadcast);
        }
        Collections.reverse(selected);
        return selected;
    }

    private record Entry(Instant received, Broadcast broadcast, int weight) {}
}
