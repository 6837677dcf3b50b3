package io.stanzacast.xmpp.extension;

/** To whom a request is addressed, seen from its sender. */
public enum Scope {
    /** A host of this server, such as {@code example.org}. */
    HOST,
    /** The sender's own bare address, or none at all. */
    OWN_ACCOUNT,
    /** The bare address of another account of this server. */
    ACCOUNT,
    /** The domain of a service inside this process, such as {@code rooms.example.org}; not what it contains. */
    SERVICE
}
