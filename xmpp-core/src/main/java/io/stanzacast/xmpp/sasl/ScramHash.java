package io.stanzacast.xmpp.sasl;

import com.ongres.scram.common.ScramMechanism;

/** The hashes of SCRAM that are offered (RFC 5802, RFC 7677). */
public enum ScramHash {
    SHA_256(ScramMechanism.SCRAM_SHA_256, 32),
    SHA_1(ScramMechanism.SCRAM_SHA_1, 20);

    private final ScramMechanism mechanism;
    private final int keyBytes;

    ScramHash(ScramMechanism mechanism, int keyBytes) {
        this.mechanism = mechanism;
        this.keyBytes = keyBytes;
    }

    /** The SASL mechanism's name, without channel binding. */
    public String mechanismName() {
        return mechanism.getName();
    }

    ScramMechanism mechanism() {
        return mechanism;
    }

    int keyBytes() {
        return keyBytes;
    }
}
