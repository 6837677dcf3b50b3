package io.stanzacast.policy.channel;

import static io.stanzacast.policy.channel.TestChannels.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChannelKeysTest {
    private static final Instant NOW = TestChannels.CLOCK.instant();

    @TempDir
    private Path directory;

    private static boolean opens(TestChannels test, String key) {
        return test.channels().findByKey(key).isPresent();
    }

    @Test
    void aChannelHasSeveralKeysAlsoAfterARestart() {
        String first;
        String second;
        try (TestChannels test = new TestChannels(directory)) {
            first = test.create(TestChannels.channel("demo"));
            second = await(test.keys().create("demo", "laptop", NOW.plusSeconds(60)))
                    .value();
            assertThat(second).matches("[0-9a-f]{32}").isNotEqualTo(first);
            assertThat(opens(test, first)).isTrue();
            assertThat(opens(test, second)).isTrue();
        }
        try (TestChannels test = new TestChannels(directory)) {
            assertThat(opens(test, first)).isTrue();
            assertThat(opens(test, second)).isTrue();
            assertThat(test.keys().list("demo"))
                    .containsExactly(
                            new KeyInfo("default", NOW, null), new KeyInfo("laptop", NOW, NOW.plusSeconds(60)));
            test.now(NOW.plusSeconds(60));
            assertThat(opens(test, second)).as("expired").isFalse();
            assertThat(opens(test, first)).isTrue();
        }
    }

    @Test
    void aRotatedKeyIsRefusedFromThatMoment() {
        String fresh;
        String old;
        try (TestChannels test = new TestChannels(directory)) {
            old = test.create(TestChannels.channel("demo"));
            fresh = await(test.keys().rotate("demo", "default")).value();
            assertThat(opens(test, old)).isFalse();
            assertThat(opens(test, fresh)).isTrue();
        }
        try (TestChannels test = new TestChannels(directory)) {
            assertThat(opens(test, old)).isFalse();
            assertThat(opens(test, fresh)).isTrue();
            assertThat(test.keys().list("demo")).hasSize(1);
        }
    }

    @Test
    void aRevokedKeyIsGoneAndItsNameFree() {
        try (TestChannels test = new TestChannels(directory)) {
            String old = test.create(TestChannels.channel("demo"));
            await(test.keys().revoke("demo", "default"));
            assertThat(opens(test, old)).isFalse();
            assertThat(test.keys().list("demo")).isEmpty();
            String fresh = await(test.keys().create("demo", "default", null)).value();
            assertThat(opens(test, fresh)).isTrue();
            assertThat(opens(test, old)).isFalse();
        }
    }

    @Test
    void anExpiryIsSetAndTakenBack() {
        try (TestChannels test = new TestChannels(directory)) {
            String key = test.create(TestChannels.channel("demo"));
            await(test.keys().expire("demo", "default", NOW.plus(Duration.ofHours(1))));
            test.now(NOW.plus(Duration.ofHours(1)));
            assertThat(opens(test, key)).isFalse();
            await(test.keys().expire("demo", "default", null));
            assertThat(opens(test, key)).isTrue();
        }
    }

    @Test
    void rotatingAnExpiredKeyGivesOneThatWorks() {
        try (TestChannels test = new TestChannels(directory)) {
            test.create(TestChannels.channel("demo"));
            await(test.keys().expire("demo", "default", NOW.plusSeconds(1)));
            test.now(NOW.plusSeconds(2));
            String fresh = await(test.keys().rotate("demo", "default")).value();
            assertThat(opens(test, fresh)).isTrue();
        }
    }

    @Test
    void refusesWhatCannotBe() {
        try (TestChannels test = new TestChannels(directory)) {
            test.create(TestChannels.channel("demo"));
            ChannelKeys keys = test.keys();
            assertThatThrownBy(() -> keys.list("none")).hasMessage("channel: none (expected: a channel's name)");
            assertThatThrownBy(() -> await(keys.create("none", "a", null))).hasMessageContaining("channel: none");
            assertThatThrownBy(() -> await(keys.create("demo", "A key", null)))
                    .hasMessageContaining("key name: A key (expected: 1 to 64 of a-z 0-9 _ -)");
            assertThatThrownBy(() -> await(keys.create("demo", "default", null)))
                    .hasMessageContaining("expected: a name not taken");
            assertThatThrownBy(() -> await(keys.create("demo", "late", NOW))).hasMessageContaining("in the future");
            assertThatThrownBy(() -> await(keys.rotate("demo", "laptop")))
                    .hasMessageContaining("key of demo: laptop (expected: default)");
            for (int i = 1; i < 20; i++) {
                await(keys.create("demo", "k" + i, null));
            }
            assertThatThrownBy(() -> await(keys.create("demo", "k20", null)))
                    .hasMessageContaining("keys of demo: 21 (expected: 0..20)");
        }
    }

    @Test
    void twoChangesOfOneKeyAtOnceHappenOneAfterTheOther() {
        try (TestChannels test = new TestChannels(directory)) {
            test.create(TestChannels.channel("demo"));
            List<StreamKey> made =
                    List.of(test.keys().rotate("demo", "default"), test.keys().rotate("demo", "default")).stream()
                            .map(TestChannels::await)
                            .toList();
            assertThat(opens(test, made.get(0).value())).isFalse();
            assertThat(opens(test, made.get(1).value())).isTrue();
            assertThat(test.keys().list("demo")).hasSize(1);
        }
    }
}
