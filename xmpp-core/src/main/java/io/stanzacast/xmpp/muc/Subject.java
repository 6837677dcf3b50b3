package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.xml.Element;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a room talks about (XEP-0045 §7.2.15).
 *
 * @param text empty if there is none
 * @param setter nickname of who set it, or null for the room itself
 * @param since when it was set or cleared; null if it never was
 */
public record Subject(
        String text, @Nullable String setter, @Nullable Instant since) {
    static final Subject NEVER_SET = new Subject("", null, null);
    static final int MOST_CHARACTERS = 2_048;

    /** What who enters gets, after the history. */
    Broadcast toBroadcast(Jid room) {
        Jid from = setter == null ? room : room.withResource(setter);
        Element.Builder message = Element.builder("message", Stanza.NS)
                .attribute("from", from.toString())
                .attribute("type", "groupchat")
                .childText("subject", text);
        if (since != null) {
            message.child(RoomHistory.delay(room, since));
        }
        return new Broadcast(new Message(message.build(), null, from, Message.Type.GROUPCHAT));
    }
}
