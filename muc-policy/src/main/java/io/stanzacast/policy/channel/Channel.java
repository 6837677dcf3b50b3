package io.stanzacast.policy.channel;

import io.stanzacast.xmpp.address.Jid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The unit a site thinks in: one room and one stream under one name.
 *
 * @param name in URLs and as the stream's path: 1 to 64 of {@code a-z 0-9 _ -}, beginning with a letter or digit
 * @param title for people, 1 to 200 characters
 * @param language a BCP 47 tag such as {@code en} or {@code pt-BR}
 * @param owners bare addresses, here or on other servers, that may command its broadcast and own its room; up to 100
 * @param room bare address of its room; never changes
 * @param autostart whether it goes on air as soon as somebody publishes with its key
 * @param access who may watch and join
 * @param moderators bare addresses that are admins of its room; up to 1 000
 * @param members bare addresses that are members of its room; up to 10 000. Nobody is twice among owners, moderators and members
 * @param password of room and stream, 1 to 256 characters, exactly if the access is by password
 * @param settings what it wants of its room
 * @param managed what a file rules: nobody changes that in band
 */
public record Channel(
        String name,
        String title,
        String language,
        List<Jid> owners,
        Jid room,
        boolean autostart,
        Access access,
        List<Jid> moderators,
        List<Jid> members,
        @Nullable String password,
        RoomSettings settings,
        Set<Setting> managed) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final int MAX_TITLE = 200;
    private static final int MAX_OWNERS = 100;
    private static final int MAX_MODERATORS = 1_000;
    private static final int MAX_MEMBERS = 10_000;
    private static final int MAX_PASSWORD = 256;

    public Channel {
        owners = List.copyOf(owners);
        moderators = List.copyOf(moderators);
        members = List.copyOf(members);
        managed = Set.copyOf(managed);
        check(isName(name), "name", name, "1 to 64 of a-z 0-9 _ -");
        check(!title.isBlank() && title.length() <= MAX_TITLE, "title", title, "1 to 200 characters");
        check(LANGUAGE.matcher(language).matches(), "language", language, "a BCP 47 tag such as en");
        people("owners", owners, MAX_OWNERS);
        people("moderators", moderators, MAX_MODERATORS);
        people("members", members, MAX_MEMBERS);
        List<Jid> all = new ArrayList<>(owners);
        all.addAll(moderators);
        all.addAll(members);
        Set<Jid> seen = new HashSet<>();
        for (Jid person : all) {
            check(seen.add(person), "owners, moderators and members", person, "each once");
        }
        check(isAccount(room), "room", room, "localpart@domainpart");
        if (access == Access.PASSWORD) {
            check(
                    password != null && !password.isEmpty() && password.length() <= MAX_PASSWORD,
                    "password",
                    password == null ? "none" : password.length() + " characters",
                    "1 to 256 characters where access is password");
        } else {
            check(password == null, "password", "given", "none where access is " + access.word());
        }
    }

    /** Without moderators, members and wishes for its room; not managed. */
    public Channel(
            String name, String title, String language, List<Jid> owners, Jid room, boolean autostart, Access access) {
        this(
                name,
                title,
                language,
                owners,
                room,
                autostart,
                access,
                List.of(),
                List.of(),
                null,
                RoomSettings.none(),
                Set.of());
    }

    /** Whether {@code text} can be a channel's name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether {@code jid}, with or without its resource, is one of the owners. */
    public boolean isOwner(Jid jid) {
        return owners.contains(jid.bare());
    }

    /** A builder that begins with this. */
    public ChannelBuilder toBuilder() {
        return new ChannelBuilder(this);
    }

    /** Does not show the password. */
    @Override
    public String toString() {
        return "Channel[" + name + " in " + room + ']';
    }

    private static void people(String what, List<Jid> people, int most) {
        check(people.size() <= most, what, people.size(), "0.." + most);
        for (Jid person : people) {
            check(isAccount(person), what, person, "localpart@domainpart");
        }
    }

    private static boolean isAccount(Jid jid) {
        return jid.isBare() && jid.localpart().isPresent();
    }

    private static void check(boolean holds, String what, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "channel %s: %s (expected: %s)", what, value, expected));
        }
    }
}
