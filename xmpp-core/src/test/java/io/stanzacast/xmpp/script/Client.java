package io.stanzacast.xmpp.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.session.ClientSession;
import io.stanzacast.xmpp.session.SessionHandler;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.stanza.Stanza;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.stream.StreamError;
import io.stanzacast.xmpp.xml.Element;
import io.stanzacast.xmpp.xml.ElementEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of a {@link Script}: sends and expects XML text, see {@link XmlText}; in what is expected {@code {any}} stands for any value. */
public final class Client {
    private final ScriptExecutor executor;
    private final SessionHandler handler;
    private final SessionRegistry registry;
    private final ScriptTransport transport;
    private final ClientSession session;

    Client(ScriptExecutor executor, SessionHandler handler, SessionRegistry registry, Jid jid, boolean guest) {
        this.executor = executor;
        this.handler = handler;
        this.registry = registry;
        this.transport = new ScriptTransport(executor);
        this.session = new ClientSession(jid, guest, transport);
        transport.whenClosed(() -> end("closed by the server"));
    }

    void connect() {
        executor.execute(() -> {
            registry.add(session).ifPresent(old -> old.close(new StreamError(StreamError.Condition.CONFLICT, null)));
            handler.bound(session);
        });
        executor.run();
    }

    public ClientSession session() {
        return session;
    }

    public Jid jid() {
        return session.jid();
    }

    /** Sends one or more stanzas; {@code from} is stamped as a stream does. */
    public Client sends(String xml) {
        for (Element element : XmlText.elements(xml)) {
            executor.execute(() -> receive(element));
        }
        executor.run();
        return this;
    }

    private void receive(Element element) {
        try {
            handler.received(session, Stanza.of(element).withFrom(session.jid()));
        } catch (StanzaException e) {
            throw new IllegalArgumentException("a stream would refuse " + element, e);
        }
    }

    /** Awaits these stanzas, in this order, as the next ones. */
    public Client receives(String xml) {
        for (Element expected : XmlText.elements(xml)) {
            Element actual = next(expected);
            if (!Pattern.fits(expected, actual)) {
                fail("%s received%n  %s%nexpected%n  %s", jid(), text(actual), text(expected));
            }
        }
        return this;
    }

    /** Awaits these stanzas as the next ones, in any order. */
    public Client receivesInAnyOrder(String xml) {
        List<Element> expected = new ArrayList<>(XmlText.elements(xml));
        while (!expected.isEmpty()) {
            Element actual = next(expected.get(0));
            Optional<Element> found = expected.stream()
                    .filter(candidate -> Pattern.fits(candidate, actual))
                    .findFirst();
            if (found.isEmpty()) {
                fail("%s received%n  %s%nexpected any of%n  %s", jid(), text(actual), texts(expected));
            } else {
                expected.remove(found.get());
            }
        }
        return this;
    }

    /** Whatever came next; waits for it. */
    public Element next() {
        return next(Element.of("anything", ""));
    }

    private Element next(Element expected) {
        if (!executor.runUntil(() -> !transport.sent().isEmpty())) {
            fail("%s received nothing%nexpected%n  %s", jid(), text(expected));
        }
        return transport.sent().remove();
    }

    /** Looks at everything that came in up to now, and forgets it. */
    public List<Element> all() {
        executor.run();
        List<Element> all = new ArrayList<>(transport.sent());
        transport.sent().clear();
        return all;
    }

    /** Nothing came in that was not looked at, and nothing is under way within the script. */
    public Client receivesNothing() {
        executor.run();
        assertThat(texts(transport.sent())).as("what %s received", jid()).isEmpty();
        return this;
    }

    /** The connection breaks without a word. */
    public void disconnects() {
        executor.execute(() -> transport.close(Optional.empty()));
        executor.run();
    }

    private void end(String reason) {
        registry.remove(session);
        handler.closed(session, reason);
    }

    public boolean isClosed() {
        executor.run();
        return transport.isClosed();
    }

    /** Whether the server wants nothing more from it for now. */
    public boolean isPaused() {
        executor.run();
        return transport.isPaused();
    }

    /** Why the server closed the stream. */
    public Optional<StreamError> error() {
        return transport.error();
    }

    private static String text(Element element) {
        return ElementEncoder.encodeToString(element, Stanza.NS);
    }

    private static List<String> texts(Iterable<Element> elements) {
        List<String> texts = new ArrayList<>();
        elements.forEach(element -> texts.add(text(element)));
        return texts;
    }
}
