package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.xml.Element;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much history somebody who enters wants (XEP-0045 §7.2.14); what is no number or no time asks for nothing special.
 *
 * @param maxCharacters of whole stanzas
 * @param since messages of this time or later; null for all
 */
record HistoryRequest(
        int maxStanzas, int maxCharacters, @Nullable Instant since) {
    static final HistoryRequest ALL = new HistoryRequest(Integer.MAX_VALUE, Integer.MAX_VALUE, null);

    /** @param join the {@code <x/>} of a join */
    static HistoryRequest of(Element join, Instant now) {
        Element history = join.child("history", Namespaces.MUC).orElse(null);
        if (history == null) {
            return ALL;
        }
        Instant since = history.attribute("since").flatMap(HistoryRequest::time).orElse(null);
        int seconds = number(history, "seconds");
        if (seconds != Integer.MAX_VALUE) {
            Instant earliest = now.minusSeconds(seconds);
            since = since == null || since.isBefore(earliest) ? earliest : since;
        }
        return new HistoryRequest(number(history, "maxstanzas"), number(history, "maxchars"), since);
    }

    private static int number(Element history, String attribute) {
        String value = history.attribute(attribute).orElse("");
        try {
            int number = Integer.parseInt(value);
            return number < 0 ? Integer.MAX_VALUE : number;
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static Optional<Instant> time(String value) {
        try {
            return Optional.of(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
