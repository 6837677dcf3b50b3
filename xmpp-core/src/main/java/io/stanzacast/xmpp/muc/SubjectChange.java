package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.stanza.Message;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaError;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.stream.Broadcast;
import io.stanzacast.xmpp.xml.Element;

/** Changing what a room talks about (XEP-0045 §8.1). Owner: the room's. */
final class SubjectChange {
    private final Room room;
    private final Commit commit;

    SubjectChange(Room room, Commit commit) {
        this.room = room;
        this.commit = commit;
    }

    /** A subject, but no body and no thread (§8.1). */
    static boolean is(Message message) {
        Element element = message.element();
        return element.child("subject", Stanza.NS).isPresent()
                && element.child("body", Stanza.NS).isEmpty()
                && element.child("thread", Stanza.NS).isEmpty();
    }

    void change(OccupantSession sender, Message message) throws StanzaException {
        Occupant occupant = sender.occupant();
        boolean may = occupant.isModerator()
                || (room.config().allowSubjectChange() && occupant.role().isAtLeast(Role.PARTICIPANT));
        if (!may) {
            throw new StanzaException(Condition.FORBIDDEN, "only moderators change the subject here");
        }
        String text =
                message.element().child("subject", Stanza.NS).orElseThrow().text();
        if (text.length() > Subject.MOST_CHARACTERS) {
            throw new StanzaException(
                    Condition.NOT_ACCEPTABLE,
                    "subject: " + text.length() + " characters (expected: 0.." + Subject.MOST_CHARACTERS + ")");
        }
        Subject subject =
                new Subject(text, occupant.nickname(), room.services().clock().instant());
        Message reflected = message.withoutTo().withFrom(occupant.address());
        commit.run(
                () -> room.services().store().saveSubject(room.jid(), subject),
                () -> {
                    room.subject(subject);
                    room.fanout().send(new Broadcast(reflected));
                },
                () -> room.output()
                        .refuse(message, new StanzaError(Condition.INTERNAL_SERVER_ERROR, "the store failed")));
    }
}
