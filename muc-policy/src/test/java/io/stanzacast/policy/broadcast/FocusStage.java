package io.stanzacast.policy.broadcast;

import io.stanzacast.policy.channel.Channel;
import io.stanzacast.policy.channel.TestChannels;
import io.stanzacast.xmpp.script.XmlText;
import io.stanzacast.xmpp.stanza.Iq;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementEncoder;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A focus whose rooms, engines and clients are the test: stanzas in, stanzas out, time by hand. There are the channel {@code demo}, owned by
 * romeo@example.org, and another, {@code other}.
 */
final class FocusStage implements AutoCloseable {
    static final String ROOM = "demo@rooms.example.org";
    static final String ROMEO = ROOM + "/Romeo";
    static final String BREWERY = "brewery@brewery.example.org";
    static final String FOCUS = "focus@broadcast.example.org/focus";
    static final String IN_ROOM = ROOM + "/focus";

    final BroadcastConfig config = BroadcastConfig.of("example.org");
    final ManualLoop loop = new ManualLoop();
    final SentStanzas sent = new SentStanzas();
    final TestOnAir onAir = new TestOnAir();
    final TestChannels channels;
    final Channel demo = TestChannels.channel("demo");
    final String key;
    final String otherKey;
    final Focus focus;

    FocusStage(Path directory) {
        this(directory, new MemoryOnAirStore());
    }

    FocusStage(Path directory, OnAirStore store) {
        channels = new TestChannels(directory);
        if (channels.channels().find("demo").isEmpty()) {
            key = channels.create(demo);
            otherKey = channels.create(TestChannels.channel("other"));
        } else {
            key = "gone";
            otherKey = "gone";
        }
        focus = new Focus(config, channels.channels(), channels.rooms(), onAir, store, sent, loop);
        focus.start();
        focus.enter(demo);
        loop.run();
    }

    /** The focus is in the brewery and in the channel's room, and so is Romeo, its owner. */
    FocusStage joined() {
        give(
                "<presence from='%s/focus' to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>"
                        + "<item affiliation='owner' role='moderator'/><status code='110'/></x></presence>",
                BREWERY, FOCUS);
        give(
                "<presence from='%s' to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>"
                        + "<item affiliation='admin' role='moderator'/><status code='110'/></x></presence>",
                IN_ROOM, FOCUS);
        occupant(ROMEO, "romeo@example.org/pda", "owner");
        sent.clear();
        return this;
    }

    void occupant(String address, String real, String affiliation) {
        give(
                "<presence from='%s' to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>"
                        + "<item affiliation='%s' role='participant' jid='%s'/></x></presence>",
                address, FOCUS, affiliation, real);
    }

    /** An engine of the draft's dialect says idle or busy. */
    void engine(String nickname, String status) {
        engine(
                nickname,
                nickname + "@engines.example.org/jibri",
                "<jibri-status xmlns='http://jitsi.org/protocol/jibri' status='" + status + "'/>");
    }

    void engine(String nickname, String real, String says) {
        give(
                "<presence from='%s/%s' to='%s'>%s<x xmlns='http://jabber.org/protocol/muc#user'>"
                        + "<item affiliation='none' role='participant' jid='%s'/></x></presence>",
                BREWERY, nickname, FOCUS, says, real);
    }

    void engineLeaves(String nickname) {
        give(
                "<presence type='unavailable' from='%s/%s' to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>"
                        + "<item affiliation='none' role='none'/></x></presence>",
                BREWERY, nickname, FOCUS);
    }

    /** Somebody in the room sends a jibri request of these attributes. */
    void command(String from, String attributes) {
        give(
                "<iq type='set' id='c1' from='%s' to='%s'><jibri xmlns='http://jitsi.org/protocol/jibri' %s/></iq>",
                from, FOCUS, attributes);
    }

    /** An engine answers a request of the focus. */
    void answer(Iq request, String attributes) {
        give(
                "<iq type='result' id='%s' from='%s' to='%s'><jibri xmlns='http://jitsi.org/protocol/jibri' %s/></iq>",
                request.id().orElseThrow(), request.to().orElseThrow(), FOCUS, attributes);
    }

    /** An engine says unasked how it goes. */
    void report(String nickname, String attributes) {
        give(
                "<iq type='set' id='r1' from='%s/%s' to='%s'><jibri xmlns='http://jitsi.org/protocol/jibri' %s/></iq>",
                BREWERY, nickname, FOCUS, attributes);
    }

    void give(String format, Object... values) {
        try {
            focus.receive(Stanza.of(XmlText.element(String.format(format, values))));
        } catch (StanzaException e) {
            throw new AssertionError(e);
        }
        loop.run();
    }

    void pass(Duration duration) {
        loop.pass(duration);
    }

    /** Takes what was sent to an engine. */
    Iq toEngine(String nickname) {
        return sent.iq(BREWERY + '/' + nickname);
    }

    /** Takes the answer to a command. */
    Iq answerTo(String from) {
        return sent.iq(from);
    }

    /** Takes the focus's last presence in the room and returns its recording status. */
    Element shown() {
        return sent.presence(IN_ROOM)
                .element()
                .child("jibri-recording-status", "http://jitsi.org/protocol/jibri")
                .orElseThrow();
    }

    static String text(Stanza stanza) {
        return ElementEncoder.encodeToString(stanza.element(), Stanza.NS);
    }

    static String text(Element element) {
        return ElementEncoder.encodeToString(element, Stanza.NS);
    }

    /** The name of an error's first child, or what else the answer is. */
    static String condition(Iq answer) {
        return answer.element()
                .child("error", Stanza.NS)
                .flatMap(Element::firstChild)
                .map(Element::name)
                .orElse(answer.type().name());
    }

    @Override
    public void close() {
        channels.close();
    }
}
