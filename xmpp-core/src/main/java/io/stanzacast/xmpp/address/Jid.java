package io.stanzacast.xmpp.address;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An XMPP address (RFC 7622): localpart@domainpart/resourcepart, each part prepared and of at most 1023 bytes of UTF-8. Two are equal if all
 * parts are equal. Immutable; safe for any thread.
 */
public final class Jid implements Comparable<Jid> {
    private static final JidCache CACHE = new JidCache();

    private final @Nullable String localpart;
    private final String domainpart;
    private final @Nullable String resourcepart;
    private final String text;
    private final Jid bare;

    private Jid(@Nullable String localpart, String domainpart, @Nullable String resourcepart) {
        this.localpart = localpart;
        this.domainpart = domainpart;
        this.resourcepart = resourcepart;
        String bareText = localpart == null ? domainpart : localpart + '@' + domainpart;
        this.text = resourcepart == null ? bareText : bareText + '/' + resourcepart;
        this.bare = resourcepart == null ? this : new Jid(localpart, domainpart, null);
    }

    /**
     * Parses and prepares (§3.1).
     *
     * @throws IllegalArgumentException with the value and the reason, if {@code text} is no address
     */
    public static Jid parse(String text) {
        Jid known = CACHE.find(text);
        if (known != null) {
            return known;
        }
        int slash = text.indexOf('/');
        String bareText = slash < 0 ? text : text.substring(0, slash);
        int at = bareText.indexOf('@');
        Jid jid = of(
                at < 0 ? null : bareText.substring(0, at),
                bareText.substring(at + 1),
                slash < 0 ? null : text.substring(slash + 1));
        CACHE.put(text, jid);
        return jid;
    }

    /**
     * Prepares the parts of an address.
     *
     * @throws IllegalArgumentException with the value and the reason, if one of them is empty, too long or has a character it must not have
     */
    public static Jid of(@Nullable String localpart, String domainpart, @Nullable String resourcepart) {
        return new Jid(
                localpart == null ? null : Preparation.localpart(localpart),
                Preparation.domainpart(domainpart),
                resourcepart == null ? null : Preparation.resourcepart(resourcepart));
    }

    /** A domain's address; {@code domainpart} must be nothing else. */
    public static Jid domain(String domainpart) {
        return of(null, domainpart, null);
    }

    /** Replaces the resourcepart, preparing it. */
    public Jid withResource(String resource) {
        return parse(bare.text + '/' + resource);
    }

    public Optional<String> localpart() {
        return Optional.ofNullable(localpart);
    }

    public String domainpart() {
        return domainpart;
    }

    public Optional<String> resourcepart() {
        return Optional.ofNullable(resourcepart);
    }

    /** This address without its resourcepart. */
    public Jid bare() {
        return bare;
    }

    /** The address of this one's domain. */
    public Jid domain() {
        return localpart == null ? bare : new Jid(null, domainpart, null);
    }

    public boolean isBare() {
        return resourcepart == null;
    }

    public boolean isFull() {
        return resourcepart != null;
    }

    /** Whether this is a domain alone. */
    public boolean isDomain() {
        return localpart == null && resourcepart == null;
    }

    @Override
    public int compareTo(Jid other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Jid that && text.equals(that.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
