package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The unit a site thinks in: one room and one stream under one name.
 *
 * @param name in URLs and as the stream's path: 1 to 64 of {@code a-z 0-9 _ -}, beginning with a letter or digit
 * @param title for people, 1 to 200 characters
 * @param language a BCP 47 tag such as {@code en} or {@code pt-BR}
 * @param owners bare addresses that may command its broadcast and own its room; up to 100, each once
 * @param room bare address of its room
 * @param autostart whether it goes on air as soon as somebody publishes with its key
 * @param access who may watch
 */
public record Channel(
        String name, String title, String language, List<Jid> owners, Jid room, boolean autostart, Access access) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final int MAX_TITLE = 200;
    private static final int MAX_OWNERS = 100;

    public Channel {
        owners = List.copyOf(owners);
        check(isName(name), "name", name, "1 to 64 of a-z 0-9 _ -");
        check(!title.isBlank() && title.length() <= MAX_TITLE, "title", title, "1 to 200 characters");
        check(LANGUAGE.matcher(language).matches(), "language", language, "a BCP 47 tag such as en");
        check(owners.size() <= MAX_OWNERS, "owners", owners.size(), "0.." + MAX_OWNERS);
        check(owners.stream().distinct().count() == owners.size(), "owners", owners, "each once");
        for (Jid owner : owners) {
            check(owner.isBare() && owner.localpart().isPresent(), "owner", owner, "localpart@domainpart");
        }
        check(room.isBare() && room.localpart().isPresent(), "room", room, "localpart@domainpart");
    }

    /** Whether {@code text} can be a channel's name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether {@code jid}, with or without its resource, is one of the owners. */
    public boolean isOwner(Jid jid) {
        return owners.contains(jid.bare());
    }

    private static void check(boolean holds, String what, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "channel %s: %s (expected: %s)", what, value, expected));
        }
    }
}
