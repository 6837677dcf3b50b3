package io.stanzacast.xmpp.net;

import static io.stanzacast.xmpp.net.LineClient.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ongres.scram.client.ScramClient;
import io.stanzacast.xmpp.address.Jid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsTest {
    private static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String PROCEED = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

    private static TestCertificate certificate;

    @TempDir
    private Path folder;

    private Site site;

    @BeforeAll
    static void makeCertificate(@TempDir Path shared) throws Exception {
        certificate = TestCertificate.make(shared, "tls.example");
    }

    @BeforeEach
    void start() throws Exception {
        site = new Site(folder, C2sConfig.defaults(), TlsContexts.of(certificate.context()));
        site.accounts
                .create(Jid.parse("romeo@tls.example"), "secret")
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-1"})
    @DisplayName("RFC 6120 §5, §6, §7: STARTTLS, SCRAM, binding")
    void logsInOverStartTls(String mechanism) throws Exception {
        try (LineClient client = site.running.connect()) {
            assertThat(client.send(header("tls.example")).until("</stream:features>"))
                    .contains("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>")
                    .doesNotContain("mechanism");
            client.send(STARTTLS).until(PROCEED);
            client.handshake("tls.example");
            assertThat(client.send(header("tls.example")).until("</stream:features>"))
                    .contains("<mechanism>SCRAM-SHA-256</mechanism><mechanism>SCRAM-SHA-1</mechanism>"
                            + "<mechanism>PLAIN</mechanism>")
                    .doesNotContain("starttls");
            scram(client, mechanism, "romeo", "secret");
            client.send(header("tls.example")).until("</stream:features>");
            assertThat(client.send(LineClient.BIND).until("</iq>")).contains("<jid>romeo@tls.example/r</jid>");
            client.send("<message/>").until("to='romeo@tls.example/r'/>");
        }
    }

    @Test
    @DisplayName("XEP-0368: TLS from the first byte, with ALPN or without")
    void logsInOverDirectTls() throws Exception {
        try (LineClient client =
                new LineClient(site.running.server.directTlsPort().orElseThrow())) {
            client.handshake("tls.example");
            assertThat(((SSLSocket) client.socket()).getApplicationProtocol()).isEqualTo("xmpp-client");
            assertThat(client.send(header("tls.example")).until("</stream:features>"))
                    .doesNotContain("starttls");
            client.send("<auth " + SASL + " mechanism='PLAIN'>" + base64("\0romeo\0secret") + "</auth>")
                    .until("<success " + SASL + "/>");
            client.send(header("tls.example")).until("</stream:features>");
            assertThat(client.send(LineClient.BIND).until("</iq>")).contains("<jid>romeo@tls.example/r</jid>");
        }
    }

    @ParameterizedTest
    @DisplayName("RFC 6120 §5.4.3.3: nothing sent in the clear is taken for something sent under TLS")
    @ValueSource(strings = {" ", "<auth/>", "<stream:stream", "\u0016\u0003\u0001"})
    void refusesBytesBeforeHandshake(String injected) throws IOException {
        try (LineClient client = site.running.connect()) {
            client.send(header("tls.example")).until("</stream:features>");
            client.send(STARTTLS + injected);
            assertThat(client.untilClosed()).contains("<policy-violation ").doesNotContain("proceed");
        }
    }

    @Test
    void refusesBytesInsteadOfHandshake() throws IOException {
        try (LineClient client = site.running.connect()) {
            client.send(header("tls.example")).until("</stream:features>");
            client.send(STARTTLS).until(PROCEED);
            client.send("<auth " + SASL + " mechanism='PLAIN'>" + base64("\0romeo\0secret") + "</auth>");
            assertThat(client.untilClosed()).doesNotContain("<");
            await().until(() -> site.running.server.connections() == 0);
        }
    }

    @Test
    void offersNoPlainWithoutTls() throws IOException {
        try (LineClient client = site.running.connect()) {
            assertThat(client.send(header("accounts.example")).until("</stream:features>"))
                    .contains("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
                    .contains("SCRAM-SHA-1")
                    .doesNotContain("PLAIN");
            client.send("<auth " + SASL + " mechanism='PLAIN'>AGEAYg==</auth>").until("</failure>");
        }
    }

    @Test
    void closesPlainClientOfDirectTlsPort() throws IOException {
        try (LineClient client =
                new LineClient(site.running.server.directTlsPort().orElseThrow())) {
            client.send(header("tls.example"));
            assertThat(client.untilClosed()).doesNotContain("<stream");
        }
    }

    @Test
    void refusesOldVersionsOfTls() throws IOException {
        try (LineClient client =
                new LineClient(site.running.server.directTlsPort().orElseThrow())) {
            assertThatThrownBy(() -> client.handshake("tls.example", "TLSv1.1")).isInstanceOf(IOException.class);
        }
    }

    private static void scram(LineClient client, String mechanism, String name, String password) throws Exception {
        ScramClient scram = ScramClient.builder()
                .advertisedMechanisms(List.of(mechanism))
                .username(name)
                .password(password.toCharArray())
                .build();
        client.send("<auth " + SASL + " mechanism='" + mechanism + "'>"
                + base64(scram.clientFirstMessage().toString()) + "</auth>");
        scram.serverFirstMessage(content(client.until("</challenge>")));
        client.send(
                "<response " + SASL + ">" + base64(scram.clientFinalMessage().toString()) + "</response>");
        scram.serverFinalMessage(content(client.until("</success>")));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String content(String element) {
        return new String(Base64.getDecoder().decode(element.replaceAll("<[^>]*>", "")), StandardCharsets.UTF_8);
    }
}
