package io.stanzacast.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SelfSignedCertificateTest {
    @TempDir
    Path folder;

    @Test
    void makesAPairForAllDomainsOnce() throws Exception {
        Path certificate = folder.resolve("tls/site.crt");
        Path key = folder.resolve("tls/site.key");
        List<String> domains = List.of("localhost", "guest.localhost");

        assertThat(SelfSignedCertificate.ensure(certificate, key, domains, Clock.systemUTC()))
                .isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        try (InputStream in = Files.newInputStream(certificate)) {
            X509Certificate made =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            made.checkValidity();
            assertThat(made.getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                    .containsExactlyElementsOf(domains);
        }
        assertThat(SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                        .build()
                        .isServer())
                .isTrue();
        assertThat(SelfSignedCertificate.ensure(certificate, key, domains, Clock.systemUTC()))
                .isFalse();
    }
}
