package io.stanzacast.xmpp.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ongres.scram.client.ScramClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScramExchangeTest {
    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "romeo|secret",
                "a=b,c|secret",
                "=2C,=3D|x=y,z",
                "romeo|p\u00e4ssw\u00f6rd \u00aa",
                "ju\u00fcrgen|\u5bc6\u7801",
                "romeo|I\u00adX"
            })
    void logsInWithRightPassword(String name, String password) throws Exception {
        for (ScramHash hash : ScramHash.values()) {
            ScramExchange exchange = new ScramExchange(hash, new OneAccount(name, password), random);
            ScramClient client = client(hash, name, password);
            client.serverFirstMessage(
                    challenge(exchange, client.clientFirstMessage().toString()));
            SaslStep last = step(exchange, client.clientFinalMessage().toString());
            assertThat(last).isInstanceOf(SaslStep.Success.class);
            SaslStep.Success success = (SaslStep.Success) last;
            assertThat(success.username()).isEqualTo(name);
            client.serverFinalMessage(new String(success.data(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource(ScramHash.class)
    void refusesWrongPasswordAndUnknownNameAlike(ScramHash hash) throws Exception {
        Credentials credentials = new OneAccount("romeo", "secret");
        for (String name : List.of("romeo", "nobody")) {
            ScramExchange exchange = new ScramExchange(hash, credentials, random);
            ScramClient client = client(hash, name, "wrong");
            client.serverFirstMessage(
                    challenge(exchange, client.clientFirstMessage().toString()));
            assertThat(step(exchange, client.clientFinalMessage().toString()))
                    .isEqualTo(new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED, null));
        }
    }

    @Test
    void givesUnknownNameTheSameSaltEachTime() {
        Credentials credentials = new OneAccount("romeo", "secret");
        String salt = null;
        for (int i = 0; i < 3; i++) {
            String challenge = challenge(new ScramExchange(ScramHash.SHA_1, credentials, random), "n,,n=nobody,r=abc");
            String now = challenge.replaceAll(".*,s=|,i=.*", "");
            assertThat(Base64.getDecoder().decode(now)).hasSize(ScramKeys.SALT_BYTES);
            assertThat(now).isEqualTo(salt == null ? now : salt);
            salt = now;
        }
        assertThat(challenge(new ScramExchange(ScramHash.SHA_1, credentials, random), "n,,n=other,r=abc"))
                .doesNotContain(salt);
    }

    @Test
    @DisplayName("RFC 5802 §5: the client's nonce is kept and added to, the header is repeated")
    void checksNonceAndHeader() throws Exception {
        for (String header : List.of("n,,", "y,,", "n,a=romeo@example.net,")) {
            assertThat(lastStep(header, header, "")).isInstanceOf(SaslStep.Success.class);
        }
        assertThat(lastStep("n,,", "y,,", "")).isInstanceOf(SaslStep.Failure.class);
        assertThat(lastStep("y,,", "n,,", "")).isInstanceOf(SaslStep.Failure.class);
        assertThat(lastStep("n,,", "n,,", "x")).isInstanceOf(SaslStep.Failure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "n,n=a,r=b",
                "p=tls-unique,,n=a,r=b",
                "n,,m=x,n=a,r=b",
                "n,,n=,r=b",
                "n,,n=a,r=",
                "n,,n=a=b,r=c",
                "n,,n=a=2c,r=c",
                "n,,r=c,n=a",
                "n,a=,n=a,r=b"
            })
    void refusesMalformedFirstMessage(String message) {
        ScramExchange exchange = new ScramExchange(ScramHash.SHA_1, new OneAccount("a", "b"), random);
        assertThat(step(exchange, message)).isEqualTo(new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "c=biws,r=abc", "c=biws,r=abc,p=", "c=biws,r=abc,p=AAAA", "c=!,r=abc,p=AAAA", "p=AAAA"})
    void refusesMalformedLastMessage(String message) {
        ScramExchange exchange = new ScramExchange(ScramHash.SHA_1, new OneAccount("a", "b"), random);
        challenge(exchange, "n,,n=a,r=abc");
        assertThat(step(exchange, message)).isInstanceOf(SaslStep.Failure.class);
    }

    @Test
    void asksForTheFirstMessageIfItDidNotComeAtOnce() {
        ScramExchange exchange = new ScramExchange(ScramHash.SHA_1, new OneAccount("a", "b"), random);
        assertThat(challenge(exchange, "")).isEmpty();
        assertThat(challenge(exchange, "n,,n=a,r=abc")).startsWith("r=abc");
    }

    @Test
    void answersRandomBytes() {
        Random noise = new Random(3);
        for (int i = 0; i < 2000; i++) {
            ScramExchange exchange = new ScramExchange(ScramHash.SHA_1, new OneAccount("a", "b"), random);
            byte[] message = new byte[noise.nextInt(40) + 1];
            noise.nextBytes(message);
            assertThat(exchange.respond(message).toCompletableFuture().join()).isInstanceOf(SaslStep.Failure.class);
        }
    }

    @Test
    void plainChecksPassword() {
        PlainExchange exchange = new PlainExchange(new OneAccount("romeo", "s\u00fcss"));
        assertThat(step(exchange, "\0romeo\0s\u00fcss")).isEqualTo(new SaslStep.Success("romeo", null, null));
        assertThat(step(exchange, "me\0romeo\0s\u00fcss")).isEqualTo(new SaslStep.Success("romeo", "me", null));
        assertThat(step(exchange, "\0romeo\0wrong")).isInstanceOf(SaslStep.Failure.class);
        assertThat(step(exchange, "\0nobody\0s\u00fcss")).isInstanceOf(SaslStep.Failure.class);
        assertThat(step(exchange, "\0romeo\0a\0b"))
                .isEqualTo(new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST, null));
        assertThat(step(exchange, "\0romeo\0\u0007")).isInstanceOf(SaslStep.Failure.class);
        assertThat(step(exchange, "")).isInstanceOf(SaslStep.Challenge.class);
    }

    @Test
    void refusesKeysThatAreTooCheap() {
        assertThatThrownBy(() -> ScramKeys.derive(ScramHash.SHA_1, "x", new byte[16], 4095))
                .hasMessage("iterations: 4095 (expected: 4096..10000000)");
        assertThatThrownBy(() -> ScramKeys.derive(ScramHash.SHA_1, "", new byte[16], 4096))
                .hasMessageContaining("password: 0 characters");
        assertThatThrownBy(() -> ScramKeys.derive(ScramHash.SHA_1, "a\u0007b", new byte[16], 4096))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** With a client that repeats another header, or changes the nonce. */
    private SaslStep lastStep(String header, String repeated, String nonceEnd) {
        OneAccount account = new OneAccount("romeo", "secret");
        ScramKeys keys = account.keys("romeo", ScramHash.SHA_256)
                .toCompletableFuture()
                .join()
                .keys();
        ScramExchange exchange = new ScramExchange(ScramHash.SHA_256, account, random);
        String serverFirst = challenge(exchange, header + "n=romeo,r=abc");
        String nonce = serverFirst.replaceAll("r=|,s=.*", "") + nonceEnd;
        String withoutProof =
                "c=" + Base64.getEncoder().encodeToString(repeated.getBytes(StandardCharsets.UTF_8)) + ",r=" + nonce;
        var mechanism = ScramHash.SHA_256.mechanism();
        byte[] salted = com.ongres.scram.common.ScramFunctions.saltedPassword(
                mechanism,
                com.ongres.scram.common.StringPreparation.SASL_PREPARATION,
                "secret".toCharArray(),
                keys.salt(),
                4096);
        byte[] clientKey = com.ongres.scram.common.ScramFunctions.clientKey(mechanism, salted);
        byte[] signature = com.ongres.scram.common.ScramFunctions.clientSignature(
                mechanism, keys.storedKey(), "n=romeo,r=abc," + serverFirst + "," + withoutProof);
        byte[] proof = com.ongres.scram.common.ScramFunctions.clientProof(clientKey, signature);
        return step(exchange, withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof));
    }

    private static ScramClient client(ScramHash hash, String name, String password) {
        return ScramClient.builder()
                .advertisedMechanisms(List.of(hash.mechanismName()))
                .username(name)
                .password(password.toCharArray())
                .stringPreparation(com.ongres.scram.common.StringPreparation.SASL_PREPARATION)
                .build();
    }

    private static String challenge(SaslExchange exchange, String message) {
        SaslStep step = step(exchange, message);
        assertThat(step).isInstanceOf(SaslStep.Challenge.class);
        return new String(((SaslStep.Challenge) step).data(), StandardCharsets.UTF_8);
    }

    private static SaslStep step(SaslExchange exchange, String message) {
        return exchange.respond(message.getBytes(StandardCharsets.UTF_8))
                .toCompletableFuture()
                .join();
    }
}
