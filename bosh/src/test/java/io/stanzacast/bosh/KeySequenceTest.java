package io.stanzacast.bosh;

import static io.stanzacast.bosh.BoshScenario.message;
import static io.stanzacast.bosh.BoshScenario.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeySequenceTest {
    private final BoshScenario server = new BoshScenario();

    @AfterEach
    void release() {
        server.release();
    }

    // K(3) to K(1) of the seed "seed", each the SHA-1 of the one before
    private static final String K1 = sha1("seed");
    private static final String K2 = sha1(K1);
    private static final String K3 = sha1(K2);

    @Test
    @DisplayName("XEP-0124 1.11.2 §15.4: each key is the hash's origin of the one before")
    void acceptsTheSequence() {
        BoshClient client = begun();
        client.request(1001, "key='" + K2 + "'", message("one"));
        client.request(1002, "key='" + K1.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) + "'", message("two"));
        assertThat(server.stream().received).hasSize(2);
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §15.4: a wrong key, or none, ends the session with item-not-found")
    void refusesWrongKeys() {
        assertThat(begun().request(1001, "key='" + K1 + "'", message("hi")).answer())
                .isEqualTo(terminate("item-not-found"));
        assertThat(server.stream().received).isEmpty();
        assertThat(server.stream().ends).hasSize(1);
        assertThat(begun().poll(1001).answer()).isEqualTo(terminate("item-not-found"));
    }

    @Test
    @DisplayName("XEP-0124 1.11.2 §15.5: a new sequence begins with 'newkey'")
    void switchesToANewSequence() {
        BoshClient client = begun();
        String other = sha1(sha1("other"));
        client.request(1001, "key='" + K2 + "'", message("one"));
        client.request(1002, "key='" + K1 + "' newkey='" + other.toUpperCase(Locale.ROOT) + "'", message("two"));
        client.request(1003, "key='" + sha1("other") + "'", message("three"));
        assertThat(server.stream().received).hasSize(3);
        assertThat(server.stream().ends).isEmpty();
    }

    @Test
    void doesNotLetAnybodyElseEndTheSession() {
        BoshClient client = begun();
        BoshClient.Connection garbage = client.connect();
        garbage.post(
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' sid='" + client.sid() + "'><a></body>");
        assertThat(garbage.answer()).isEqualTo(terminate("bad-request"));
        client.request(1001, "key='" + K2 + "'", message("one"));
        assertThat(server.stream().received).hasSize(1);
    }

    private BoshClient begun() {
        BoshClient client = server.client();
        client.begin("to='example.org' wait='60' hold='1' ver='1.6' newkey='" + K3 + "'");
        return client;
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
