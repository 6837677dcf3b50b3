package io.stanzacast.xmpp.extension;

import io.stanzacast.xmpp.stanza.StanzaError;

/** What a {@link Hook} says of an event. */
public sealed interface Verdict<E> {
    /** Goes on as it is. */
    static <E> Verdict<E> pass() {
        @SuppressWarnings("unchecked") // holds no E
        Verdict<E> pass = (Verdict<E>) Pass.INSTANCE;
        return pass;
    }

    /** Ends here, and the sender is told why (only in {@link Phase#GUARD}). */
    static <E> Verdict<E> reject(StanzaError.Condition condition, String text) {
        return new Reject<>(new StanzaError(condition, text));
    }

    /** Ends here without a word (only in {@link Phase#GUARD}); not for requests, they are owed an answer. */
    static <E> Verdict<E> drop() {
        @SuppressWarnings("unchecked") // holds no E
        Verdict<E> drop = (Verdict<E>) Drop.INSTANCE;
        return drop;
    }

    /** Goes on as {@code event} (only in {@link Phase#ENRICH}). */
    static <E> Verdict<E> replace(E event) {
        return new Replace<>(event);
    }

    /** See {@link #pass()}. */
    record Pass<E>() implements Verdict<E> {
        private static final Pass<Object> INSTANCE = new Pass<>();
    }

    /** See {@link #reject}. */
    record Reject<E>(StanzaError error) implements Verdict<E> {}

    /** See {@link #drop()}. */
    record Drop<E>() implements Verdict<E> {
        private static final Drop<Object> INSTANCE = new Drop<>();
    }

    /** See {@link #replace}. */
    record Replace<E>(E event) implements Verdict<E> {}
}
