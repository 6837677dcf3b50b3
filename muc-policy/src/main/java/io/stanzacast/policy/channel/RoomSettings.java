package io.stanzacast.policy.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a channel wants of its room beyond what every channel's room is; null leaves it to the room. Set when the room is made and when the
 * channel's wish changes; what the room's owners choose later stays.
 *
 * @param description at most 2 048 characters
 * @param historySize messages that who enters gets, 0 to 100
 * @param maxOccupants 1 to 100 000
 * @param moderated whether newcomers have no voice
 * @param visitorsMaySpeak whether guests have a voice
 */
public record RoomSettings(
        @Nullable String description,
        @Nullable Integer historySize,
        @Nullable Integer maxOccupants,
        @Nullable Boolean moderated,
        @Nullable Boolean visitorsMaySpeak) {
    private static final int MAX_DESCRIPTION = 2_048;
    private static final int MAX_HISTORY = 100;
    private static final int MAX_OCCUPANTS = 100_000;

    public RoomSettings {
        if (description != null && description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException(
                    "description: " + description.length() + " characters (expected: 0.." + MAX_DESCRIPTION + ")");
        }
        range("history-size", historySize, 0, MAX_HISTORY);
        range("max-occupants", maxOccupants, 1, MAX_OCCUPANTS);
    }

    /** Wishes nothing. */
    public static RoomSettings none() {
        return new RoomSettings(null, null, null, null, null);
    }

    private static void range(String what, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s: %d (expected: %d..%d)", what, value, least, most));
        }
    }

    /** For people. */
    String text() {
        List<String> parts = new ArrayList<>();
        add(parts, "description", description);
        add(parts, "history-size", historySize);
        add(parts, "max-occupants", maxOccupants);
        add(parts, "moderated", moderated);
        add(parts, "visitors-may-speak", visitorsMaySpeak);
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String what, @Nullable Object value) {
        if (value != null) {
            parts.add(what + "=" + value);
        }
    }
}
