package io.stanzacast.xmpp.address;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jxmpp.JxmppContext;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;
import org.jxmpp.stringprep.rocksxmppprecis.RocksXmppPrecisStringprep;

/** An XMPP address, prepared as RFC 7622 demands: localpart@domainpart/resourcepart. Two are equal if all parts are equal. */
public final class Jid implements Comparable<Jid> {
    private static final JxmppContext PREPARED = JxmppContext.builder()
            .withXmppStringprep(RocksXmppPrecisStringprep.INSTANCE)
            .enableCaching()
            .build();

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
     * Parses and prepares.
     *
     * @throws IllegalArgumentException with the value and the reason, if {@code text} is no address
     */
    public static Jid parse(String text) {
        try {
            return of(JidCreate.from(text, PREPARED));
        } catch (XmppStringprepException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "address: " + text + " (expected: localpart@domainpart/resourcepart)", e);
        }
    }

    private static Jid of(org.jxmpp.jid.Jid jid) {
        return new Jid(
                jid.getLocalpartOrNull() == null
                        ? null
                        : jid.getLocalpartOrNull().toString(),
                jid.getDomain().toString(),
                jid.getResourceOrNull() == null ? null : jid.getResourceOrNull().toString());
    }

    /** A domain's address. */
    public static Jid domain(String domainpart) {
        return parse(domainpart);
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
        return localpart == null && resourcepart == null ? this : new Jid(null, domainpart, null);
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
