package io.stanzacast.server.tls;

import org.jspecify.annotations.Nullable;

/**
 * The certificate of all hosts.
 *
 * @param certificate PEM, the chain with the host's first; none: one is made in the data folder
 * @param key PEM, PKCS#8; given if and only if {@code certificate} is
 */
public record CertificateConfig(
        @Nullable String certificate, @Nullable String key) {
    public CertificateConfig {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException(
                    (key == null ? "key" : "certificate") + ": none (expected: both certificate and key, or neither)");
        }
    }

    public static CertificateConfig none() {
        return new CertificateConfig(null, null);
    }
}
