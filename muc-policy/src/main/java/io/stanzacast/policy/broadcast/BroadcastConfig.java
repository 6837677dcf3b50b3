package io.stanzacast.policy.broadcast;

import io.stanzacast.xmpp.address.Jid;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Broadcast control.
 *
 * @param domain of the focus, such as {@code broadcast.example.org}
 * @param brewery address of the room where engines meet, such as {@code brewery@brewery.example.org}
 * @param embeddedDomain in-process domain of the embedded engine, such as {@code engine.broadcast.example.org}
 * @param engineDomains further domains whose accounts are engines, such as {@code engines.example.org}; up to 100
 * @param embeddedEngines how many broadcasts the embedded engine carries at once, 0 (there is none) to 10 000
 * @param replyTimeout how long an engine may take to answer, 1 s to 5 min
 * @param pendingTimeout how long an engine may stay silent between accepting and being on, 1 s to 1 h
 * @param maxRetries on how many further engines a session is tried, 0 to 100
 * @param engineRest how long a failed engine is left alone, 0 to 1 h
 */
public record BroadcastConfig(
        String domain,
        String brewery,
        String embeddedDomain,
        List<String> engineDomains,
        int embeddedEngines,
        Duration replyTimeout,
        Duration pendingTimeout,
        int maxRetries,
        Duration engineRest) {

    public BroadcastConfig {
        engineDomains = List.copyOf(engineDomains);
        domain = domainpart("domain", domain);
        embeddedDomain = domainpart("embedded-domain", embeddedDomain);
        if (domain.equals(embeddedDomain)) {
            throw wrong("embedded-domain", embeddedDomain, "another than domain");
        }
        if (engineDomains.size() > 100) {
            throw wrong("engine-domains", engineDomains.size(), "0..100");
        }
        engineDomains.forEach(engines -> domainpart("engine-domains", engines));
        Jid room = Jid.parse(brewery);
        if (room.localpart().isEmpty() || !room.isBare()) {
            throw wrong("brewery", brewery, "room@domain");
        }
        if (embeddedEngines < 0 || embeddedEngines > 10_000) {
            throw wrong("embedded-engines", embeddedEngines, "0..10000");
        }
        within("reply-timeout", replyTimeout, Duration.ofSeconds(1), Duration.ofMinutes(5));
        within("pending-timeout", pendingTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
        if (maxRetries < 0 || maxRetries > 100) {
            throw wrong("max-retries", maxRetries, "0..100");
        }
        within("engine-rest", engineRest, Duration.ZERO, Duration.ofHours(1));
    }

    /** What a site of that domain gets by default. */
    public static BroadcastConfig of(String site) {
        return new BroadcastConfig(
                "broadcast." + site,
                "brewery@brewery." + site,
                "engine.broadcast." + site,
                List.of("engines." + site),
                1000,
                Duration.ofSeconds(15),
                Duration.ofSeconds(90),
                5,
                Duration.ofSeconds(60));
    }

    /** The focus's own address: its bare form has rights in the rooms, its full form joins them. */
    public Jid focus() {
        return Jid.parse("focus@" + domain + "/focus");
    }

    public Jid breweryRoom() {
        return Jid.parse(brewery);
    }

    /** The nickname that only the focus may have. */
    public String focusNickname() {
        return "focus";
    }

    /** All domains whose addresses may be engines, the embedded one's among them. */
    public Set<String> trustedEngineDomains() {
        Set<String> trusted = new HashSet<>();
        engineDomains.forEach(engines -> trusted.add(Jid.domain(engines).domainpart()));
        trusted.add(embeddedDomain);
        return Set.copyOf(trusted);
    }

    private static String domainpart(String key, String value) {
        Jid jid = Jid.parse(value);
        if (!jid.isDomain()) {
            throw wrong(key, value, "a domain");
        }
        return jid.domainpart();
    }

    private static void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(key, value, least + ".." + most);
        }
    }

    private static IllegalArgumentException wrong(String key, Object value, String expected) {
        return new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
    }
}
