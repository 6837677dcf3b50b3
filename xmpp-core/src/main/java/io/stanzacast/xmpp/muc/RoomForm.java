package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.muc.RoomConfig.Whois;
import io.stanzacast.xmpp.stanza.StanzaError.Condition;
import io.stanzacast.xmpp.stanza.StanzaException;
import io.stanzacast.xmpp.xml.Element;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The owner's form, both ways (XEP-0045 §10.1.3, §10.2, §16.5.3). Fields that are left out stay as they are. */
final class RoomForm {
    static final String OWNERS = "muc#roomconfig_roomowners";
    static final String ADMINS = "muc#roomconfig_roomadmins";
    private static final String PREFIX = "muc#roomconfig_";
    private static final String PROTECTED = PREFIX + "passwordprotectedroom";
    private static final String SECRET = PREFIX + "roomsecret";
    private static final String BROADCAST = PREFIX + "presencebroadcast";
    private static final String ALLOW_PM = PREFIX + "allowpm";
    private static final List<String> ROLES = List.of("moderator", "participant", "visitor");

    private RoomForm() {}

    static Element render(RoomConfig config, int mostOccupants, Collection<Jid> owners, Collection<Jid> admins) {
        Set<Integer> sizes = new TreeSet<>(List.of(10, 50, 100, 200, 500, 1_000, 5_000, 10_000, 20_000));
        sizes.add(config.maxOccupants());
        sizes.removeIf(size -> size > mostOccupants && size != config.maxOccupants());
        String password = config.password();
        return DataForm.builder("form", Namespaces.ROOM_CONFIG)
                .title("Room configuration")
                .field(PREFIX + "roomname", "text-single", "Name", config.title())
                .field(PREFIX + "roomdesc", "text-single", "Description", config.description())
                .field(PREFIX + "lang", "text-single", "Language", config.language())
                .bool(PREFIX + "persistentroom", "Keep the room when nobody is inside", config.persistent())
                .bool(PREFIX + "publicroom", "Show the room in searches", config.publicRoom())
                .bool(PREFIX + "membersonly", "Members only", config.membersOnly())
                .bool(PREFIX + "moderatedroom", "Moderated: newcomers have no voice", config.moderated())
                .bool(PROTECTED, "A password is required", password != null)
                .field(SECRET, "text-private", "Password", password == null ? "" : password)
                .list(
                        PREFIX + "maxusers",
                        "Most occupants",
                        Integer.toString(config.maxOccupants()),
                        sizes.stream().map(size -> Integer.toString(size)).toList())
                .list(
                        PREFIX + "whois",
                        "Who sees real addresses",
                        config.whois().name().toLowerCase(Locale.ROOT),
                        List.of("moderators", "anyone"))
                .bool(PREFIX + "changesubject", "Occupants may change the subject", config.allowSubjectChange())
                .bool(PREFIX + "allowinvites", "Occupants may invite others", config.allowInvites())
                .list(
                        ALLOW_PM,
                        "Who may send private messages",
                        config.allowPrivateMessages() ? "anyone" : "none",
                        List.of("anyone", "none"))
                .field(
                        BROADCAST,
                        "list-multi",
                        "Roles whose presence is shown",
                        ROLES.stream()
                                .filter(role -> config.presenceBroadcast()
                                        .contains(Role.of(role).orElseThrow()))
                                .toList(),
                        ROLES)
                .field("muc#maxhistoryfetch", "text-single", "Messages shown to newcomers", "" + config.historySize())
                .field(OWNERS, "jid-multi", "Owners", texts(owners), List.of())
                .field(ADMINS, "jid-multi", "Admins", texts(admins), List.of())
                .build();
    }

    private static List<String> texts(Collection<Jid> jids) {
        return jids.stream().map(Jid::toString).sorted().toList();
    }

    /** @throws StanzaException {@code not-acceptable} for what the room cannot become (§10.1.3) */
    static RoomConfig apply(RoomConfig config, DataForm form, int mostOccupants) throws StanzaException {
        RoomConfig.Builder builder = config.toBuilder();
        try {
            text(form, PREFIX + "roomname", builder::title);
            text(form, PREFIX + "roomdesc", builder::description);
            text(form, PREFIX + "lang", builder::language);
            bool(form, PREFIX + "persistentroom", builder::persistent);
            bool(form, PREFIX + "publicroom", builder::publicRoom);
            bool(form, PREFIX + "membersonly", builder::membersOnly);
            bool(form, PREFIX + "moderatedroom", builder::moderated);
            bool(form, PREFIX + "changesubject", builder::allowSubjectChange);
            bool(form, PREFIX + "allowinvites", builder::allowInvites);
            text(form, PREFIX + "maxusers", value -> builder.maxOccupants(places(value, mostOccupants)));
            text(form, PREFIX + "whois", value -> builder.whois(whois(value)));
            text(form, ALLOW_PM, value -> builder.allowPrivateMessages(privateMessages(value)));
            text(form, "muc#maxhistoryfetch", value -> builder.historySize(number("muc#maxhistoryfetch", value)));
            if (form.has(BROADCAST)) {
                builder.presenceBroadcast(roles(form.values(BROADCAST)));
            }
            password(config, form, builder);
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, e.getMessage());
        }
    }

    private static void password(RoomConfig config, DataForm form, RoomConfig.Builder builder) {
        String secret = form.value(SECRET).orElse("");
        boolean wanted = form.value(PROTECTED).map(DataForm::isTrue).orElse(form.has(SECRET) && !secret.isEmpty());
        if (!form.has(PROTECTED) && !form.has(SECRET)) {
            return;
        }
        if (!wanted) {
            builder.password(null);
        } else if (form.has(SECRET) || config.password() == null) {
            builder.password(secret); // empty is refused with all else that is out of range
        }
    }

    private static void text(DataForm form, String name, Consumer<String> setter) {
        form.value(name).ifPresent(setter);
    }

    private static void bool(DataForm form, String name, Consumer<Boolean> setter) {
        form.value(name).ifPresent(value -> setter.accept(DataForm.isTrue(value)));
    }

    private static int places(String value, int most) {
        if (value.isEmpty() || value.equals("none")) {
            return most;
        }
        int places = number("muc#roomconfig_maxusers", value);
        if (places > most) {
            throw new IllegalArgumentException("muc#roomconfig_maxusers: " + places + " (expected: 1.." + most + ")");
        }
        return places;
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": no number", e);
        }
    }

    private static boolean privateMessages(String value) {
        if (!value.equals("anyone") && !value.equals("none")) {
            throw new IllegalArgumentException(ALLOW_PM + ": " + value + " (expected: anyone or none)");
        }
        return value.equals("anyone");
    }

    private static Whois whois(String value) {
        for (Whois whois : Whois.values()) {
            if (whois.name().toLowerCase(Locale.ROOT).equals(value)) {
                return whois;
            }
        }
        throw new IllegalArgumentException("muc#roomconfig_whois: " + value + " (expected: moderators or anyone)");
    }

    private static Set<Role> roles(List<String> words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words) {
            if (!word.equals("none") && !word.isEmpty()) {
                roles.add(Role.of(word)
                        .orElseThrow(() -> new IllegalArgumentException(
                                BROADCAST + ": " + word + " (expected: moderator, participant, visitor)")));
            }
        }
        return roles;
    }
}
