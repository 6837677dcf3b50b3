package io.stanzacast.bosh;

import static io.stanzacast.bosh.BoshScenario.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BoshHttpTest {
    private final BoshScenario server = new BoshScenario();

    @AfterEach
    void release() {
        server.release();
    }

    @Test
    void tellsPeopleWhatTheAddressIsFor() {
        BoshClient.Connection connection = server.client().connect();
        connection.request("GET", new byte[0]);
        assertThat(connection.answer()).contains("XMPP over BOSH");
        assertThat(connection.status()).isEqualTo(200);
        assertThat(connection.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        connection.request("PUT", new byte[0]);
        assertThat(connection.answer()).isNotNull();
        assertThat(connection.status()).isEqualTo(405);
    }

    @Test
    @DisplayName("Fetch §4.8: pages of allowed origins may post, others may not")
    void answersPreflights() {
        BoshScenario shared = new BoshScenario(new BoshConfig(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("https://friend.example"),
                null));
        BoshClient.Connection connection = shared.client().connect();
        connection.request(
                "OPTIONS",
                new byte[0],
                "Origin: https://friend.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type");
        connection.answer();
        assertThat(connection.status()).isEqualTo(204);
        assertThat(connection.header("access-control-allow-origin")).isEqualTo("https://friend.example");
        assertThat(connection.header("access-control-allow-methods")).contains("POST");
        assertThat(connection.header("access-control-allow-headers")).isEqualToIgnoringCase("content-type");
        connection.request("OPTIONS", new byte[0], "Origin: https://evil.example");
        connection.answer();
        assertThat(connection.status()).isEqualTo(403);
        assertThat(connection.header("access-control-allow-origin")).isEqualTo("null");
        byte[] creation =
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='example.org' wait='60' hold='1'/>"
                        .getBytes(StandardCharsets.UTF_8);
        connection.post(creation, "Origin: https://evil.example");
        connection.answer();
        assertThat(connection.status()).isEqualTo(403);
        connection.post(creation, "Origin: https://friend.example");
        assertThat(connection.answer()).contains(" sid=");
        assertThat(connection.header("access-control-allow-origin")).isEqualTo("https://friend.example");
        assertThat(connection.header("vary")).isEqualToIgnoringCase("origin");
        shared.release();
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §6: what is no body is a bad-request")
    void refusesGarbage() {
        assertRefused("", "bad-request");
        assertRefused("garbage", "bad-request");
        assertRefused("<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='a'>", "bad-request");
        assertRefused("<body rid='1' to='example.org'/>", "bad-request");
        assertRefused("<other xmlns='http://jabber.org/protocol/httpbind' rid='1' to='example.org'/>", "bad-request");
        assertRefused("<!DOCTYPE body [<!ENTITY a 'b'>]>" + creation(""), "bad-request");
        assertRefused(creation("<!-- no -->"), "bad-request");
        assertRefused(creation("<?no?>"), "bad-request");
        assertRefused(creation("text"), "bad-request");
        assertRefused(creation("<a>".repeat(100_000)), "policy-violation");
        assertRefused(creation("x".repeat(10_000_000)), "policy-violation");
        assertRefused(creation("<a>" + "x".repeat(300_000) + "</a>"), "policy-violation");
        assertThat(server.handler.size()).isZero();
    }

    @Test
    void refusesWhatIsNoUtf8() {
        byte[] bytes = creation("<a>?</a>").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 12] = (byte) 0xFE;
        BoshClient.Connection connection = server.client().connect();
        connection.post(bytes);
        assertThat(connection.answer()).isEqualTo(terminate("bad-request"));
    }

    @Test
    void endsTheSessionThatGarbageNames() {
        BoshClient client = server.client().begun();
        BoshClient.Connection held = client.poll(1001);
        assertThat(client.send(1002, "<a></b>").answer()).isEqualTo(terminate("bad-request"));
        assertThat(held.answer()).isEqualTo(terminate("other-request"));
        assertThat(server.stream().ends).hasSize(1);
    }

    private static String creation(String payload) {
        return "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='example.org' wait='60' hold='1'>"
                + payload + "</body>";
    }

    private void assertRefused(String text, String condition) {
        BoshClient.Connection connection = server.client().connect();
        connection.post(text);
        assertThat(connection.answer())
                .as(text.substring(0, Math.min(120, text.length())))
                .isEqualTo(terminate(condition));
        assertThat(connection.status()).isEqualTo(200);
    }
}
