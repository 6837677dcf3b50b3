package io.stanzacast.xmpp.c2s;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names that nobody can guess. */
final class RandomNames {
    private RandomNames() {}

    /** Of a guest (XEP-0175 §2): 80 bits. */
    static String localpart(SecureRandom random) {
        return hex(random, 10);
    }

    /** Of a guest, or of a client that leaves it to the server (RFC 6120 §7.6): 64 bits. */
    static String resource(SecureRandom random) {
        return hex(random, 8);
    }

    /** Of a stream (RFC 6120 §4.7.3). */
    static String streamId(SecureRandom random) {
        return hex(random, 8);
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] name = new byte[bytes];
        random.nextBytes(name);
        return HexFormat.of().formatHex(name);
    }
}
