package io.stanzacast.server.control;

/** What was asked is not done, and one line says why and what is expected. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    public Refusal(String line) {
        super(line, null, false, false);
    }

    /** The line. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
