package io.stanzacast.xmpp.c2s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.sasl.Credentials;
import io.stanzacast.xmpp.sasl.ScramHash;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.store.StoreConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountStoreTest {
    private static final Jid ROMEO = Jid.parse("romeo@example.net");

    @TempDir
    private Path folder;

    private Database database;
    private final PasswordHashing hashing = new PasswordHashing(1);
    private AccountStore accounts;
    private Credentials credentials;

    @BeforeEach
    void open() {
        database = new Database(StoreConfig.at("jdbc:sqlite:" + folder.resolve("test.db")));
        database.migrate("xmpp");
        accounts = new AccountStore(database, hashing, 4096, Clock.systemUTC());
        credentials = accounts.credentials("example.net");
    }

    @AfterEach
    void close() {
        database.close();
        hashing.close();
    }

    @Test
    void createsAccountOnce() {
        assertThat(of(accounts.exists(ROMEO))).isFalse();
        assertThat(of(accounts.create(ROMEO, "first"))).isTrue();
        assertThat(of(accounts.create(ROMEO, "second"))).isFalse();
        assertThat(of(accounts.exists(ROMEO))).isTrue();
        assertThat(of(credentials.verify("romeo", "first"))).isTrue();
        assertThat(of(credentials.verify("ROMEO", "first"))).isTrue();
        assertThat(of(credentials.verify("romeo", "second"))).isFalse();
        assertThat(of(accounts.credentials("example.org").verify("romeo", "first")))
                .isFalse();
    }

    @Test
    void changesPassword() {
        assertThat(of(accounts.setPassword(ROMEO, "x"))).isFalse();
        of(accounts.create(ROMEO, "first"));
        assertThat(of(accounts.setPassword(ROMEO, "second"))).isTrue();
        assertThat(of(credentials.verify("romeo", "first"))).isFalse();
        assertThat(of(credentials.verify("romeo", "second"))).isTrue();
    }

    @Test
    void removesAccount() {
        of(accounts.create(ROMEO, "first"));
        assertThat(of(accounts.remove(ROMEO))).isTrue();
        assertThat(of(accounts.remove(ROMEO))).isFalse();
        assertThat(of(credentials.verify("romeo", "first"))).isFalse();
        assertThat(of(accounts.create(ROMEO, "other"))).isTrue();
        assertThat(of(credentials.verify("romeo", "other"))).isTrue();
    }

    @Test
    void keepsKeysOfBothHashesAndNoPassword() throws IOException {
        of(accounts.create(ROMEO, "a-very-recognisable-password"));
        for (ScramHash hash : ScramHash.values()) {
            Credentials.Found found = of(credentials.keys("romeo", hash));
            assertThat(found.exists()).isTrue();
            assertThat(found.keys().matches("a-very-recognisable-password")).isTrue();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain("a-very-recognisable-password");
            }
        }
    }

    @Test
    void givesNamesThatNobodyHasTheSameSaltAfterRestart() {
        byte[] salt = of(credentials.keys("nobody", ScramHash.SHA_1)).keys().salt();
        AccountStore again = new AccountStore(database, hashing, 4096, Clock.systemUTC());
        Credentials.Found found = of(again.credentials("example.net").keys("NOBODY", ScramHash.SHA_1));
        assertThat(found.exists()).isFalse();
        assertThat(found.keys().salt()).isEqualTo(salt);
        assertThat(of(credentials.keys("no body", ScramHash.SHA_1)).exists()).isFalse();
    }

    @Test
    void refusesWhatIsNoAccount() {
        assertThatThrownBy(() -> accounts.create(ROMEO.withResource("x"), "x")).hasMessageContaining("account:");
        assertThatThrownBy(() -> accounts.create(Jid.domain("example.net"), "x"))
                .hasMessageContaining("account:");
        assertThatThrownBy(() -> of(accounts.create(ROMEO, ""))).hasMessageContaining("password: 0 characters");
    }

    private static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void listsAllAccountsInOrder() {
        for (String name : new String[] {"romeo@example.net", "juliet@example.org", "benvolio@example.net"}) {
            accounts.create(Jid.parse(name), "secret").toCompletableFuture().join();
        }
        assertThat(accounts.list().toCompletableFuture().join())
                .extracting(Jid::toString)
                .containsExactly("benvolio@example.net", "juliet@example.org", "romeo@example.net");
    }

    @Test
    void aCopyOfTheDatabaseHasWhatWasCommittedBeforeIt() {
        accounts.create(ROMEO, "secret").toCompletableFuture().join();
        Path copy = folder.resolve("it's a copy.db");
        database.copyTo(copy).toCompletableFuture().join();
        accounts.remove(ROMEO).toCompletableFuture().join();
        try (Database copied = new Database(StoreConfig.at("jdbc:sqlite:" + copy))) {
            AccountStore kept = new AccountStore(copied, hashing, 4096, Clock.systemUTC());
            assertThat(kept.list().toCompletableFuture().join()).containsExactly(ROMEO);
        }
        assertThat(database.copyTo(copy).toCompletableFuture()).failsWithin(java.time.Duration.ofSeconds(10));
    }
}
