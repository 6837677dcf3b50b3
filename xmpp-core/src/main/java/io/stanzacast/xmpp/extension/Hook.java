package io.stanzacast.xmpp.extension;

/** Is told of one type of event. Called on the thread of whoever fires it, in order per sender; must not block. */
@FunctionalInterface
public interface Hook<E> {
    Verdict<E> on(E event);
}
