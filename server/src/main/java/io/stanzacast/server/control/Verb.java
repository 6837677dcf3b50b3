package io.stanzacast.server.control;

/** One thing that can be asked. Safe for any thread; called on threads that may block. */
interface Verb {
    /** As in requests, such as {@code account-add}. */
    String name();

    /** Whether it is about what goes on at the moment, so that there must be a server. */
    default boolean needsServer() {
        return false;
    }

    /**
     * @return a record or a map of what JSON knows
     * @throws IllegalArgumentException for a value that cannot be, with value and expectation
     */
    Object run(Arguments arguments) throws Refusal;
}
