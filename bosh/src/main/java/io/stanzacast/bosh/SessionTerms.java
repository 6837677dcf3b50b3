package io.stanzacast.bosh;

import java.util.Locale;
import java.util.Set;

/**
 * What client and server agreed on when the session began (XEP-0124 §7).
 *
 * @param waitSeconds the longest time that a request is held
 * @param hold requests held at a time; 0 for a polling session (§12)
 * @param requests that may be under way at a time
 * @param version of BOSH, such as {@code 1.6}; empty if the client names none
 * @param contentType of all responses
 * @param acks whether the client acknowledges responses (§9.2)
 */
record SessionTerms(
        int waitSeconds,
        int hold,
        int requests,
        int inactivitySeconds,
        String version,
        String contentType,
        boolean acks) {
    /** §7.2 wants more requests than the client asked to be held; within reason. */
    private static final int MOST_REQUESTS = 8;

    private static final int MAJOR = 1;
    private static final int MINOR = 11;
    private static final String DEFAULT_TYPE = "text/xml; charset=utf-8";
    /** Nothing that a browser would run. */
    private static final Set<String> TYPES = Set.of("text/xml", "application/xml", "text/plain");

    static SessionTerms of(BoshBody body, BoshConfig config) throws BoshException {
        int wait = Math.min(body.number("wait").orElse(config.maxWaitSeconds()), config.maxWaitSeconds());
        int askedHold = body.number("hold").orElse(1);
        int hold = Math.min(askedHold, config.maxHold());
        boolean polls = wait == 0 || hold == 0;
        // §12: who polls is silent for longer
        int inactivity = config.inactivitySeconds() + (polls ? 2 * config.pollingSeconds() : 0);
        return new SessionTerms(
                wait,
                polls ? 0 : hold,
                Math.max(1, Math.min(askedHold, MOST_REQUESTS)) + 1,
                inactivity,
                lower(body.attribute("ver").orElse("")),
                contentType(body.attribute("content").orElse(DEFAULT_TYPE)),
                body.attribute("ack").isPresent());
    }

    boolean polls() {
        return hold == 0;
    }

    private static String lower(String version) throws BoshException {
        if (version.isEmpty()) {
            return version;
        }
        if (!version.matches("[0-9]{1,4}\\.[0-9]{1,4}")) {
            throw new BoshException(TerminalCondition.BAD_REQUEST, "ver: no version (expected: such as 1.6)");
        }
        int dot = version.indexOf('.');
        int major = Integer.parseInt(version.substring(0, dot));
        int minor = Integer.parseInt(version.substring(dot + 1));
        boolean theirs = major < MAJOR || (major == MAJOR && minor < MINOR);
        return theirs ? major + "." + minor : MAJOR + "." + MINOR;
    }

    private static String contentType(String asked) {
        int semicolon = asked.indexOf(';');
        String type =
                (semicolon < 0 ? asked : asked.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        return TYPES.contains(type) ? type + "; charset=utf-8" : DEFAULT_TYPE;
    }
}
