package io.stanzacast.policy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.media.live.PublishPolicy.Accepted;
import io.stanzacast.media.live.PublishPolicy.Answer;
import io.stanzacast.media.live.PublishPolicy.Kind;
import io.stanzacast.media.live.PublishPolicy.OnBusy;
import io.stanzacast.media.live.PublishPolicy.Refused;
import io.stanzacast.media.live.PublishPolicy.Request;
import io.stanzacast.media.live.StreamPath;
import io.stanzacast.policy.channel.TestChannels;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChannelPublishPolicyTest {
    @TempDir
    private Path directory;

    private final OneUseKeys oneUseKeys = new OneUseKeys(TestChannels.CLOCK);
    private TestChannels channels;
    private String key;

    @BeforeEach
    void create() {
        channels = new TestChannels(directory);
        key = channels.create(TestChannels.channel("demo"));
    }

    @AfterEach
    void close() {
        channels.close();
    }

    private Answer ask(PublishConfig.Names names, OnBusy onBusy, String name) {
        PublishConfig config = new PublishConfig(names, onBusy, Duration.ZERO);
        return TestChannels.await(new ChannelPublishPolicy(channels.channels(), oneUseKeys, config)
                .mayPublish(new Request("live", name, InetSocketAddress.createUnresolved("192.0.2.1", 1), "1")));
    }

    @Test
    void takesAStreamKeyToItsChannel() {
        assertThat(ask(PublishConfig.Names.KEYS, OnBusy.REPLACE, key))
                .isEqualTo(new Accepted(new StreamPath("demo"), OnBusy.REPLACE));
        assertThat(ask(PublishConfig.Names.KEYS, OnBusy.REFUSE, key))
                .isEqualTo(new Accepted(new StreamPath("demo"), OnBusy.REFUSE));
    }

    @Test
    void refusesEverythingElseInWordsThatHelp() {
        for (String name : new String[] {"demo", "", "x", key + "0", "../../etc", "ключ"}) {
            assertThat(ask(PublishConfig.Names.KEYS, OnBusy.REPLACE, name))
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.kind()).isEqualTo(Kind.BAD_KEY);
                        assertThat(refused.description()).contains("check the key");
                    });
        }
    }

    @Test
    void takesAOneUseKeyOnce() {
        String once = oneUseKeys.issue(TestChannels.channel("demo"));
        assertThat(ask(PublishConfig.Names.KEYS, OnBusy.REPLACE, once))
                .isEqualTo(new Accepted(new StreamPath("demo"), OnBusy.REPLACE));
        assertThat(ask(PublishConfig.Names.KEYS, OnBusy.REPLACE, once)).isInstanceOf(Refused.class);
    }

    @Test
    void takesAnyStreamNameWhereTheSiteIsOpen() {
        assertThat(ask(PublishConfig.Names.OPEN, OnBusy.REPLACE, "s1"))
                .isEqualTo(new Accepted(new StreamPath("s1"), OnBusy.REPLACE));
        assertThat(ask(PublishConfig.Names.OPEN, OnBusy.REPLACE, key))
                .as("a key never becomes a path")
                .isEqualTo(new Accepted(new StreamPath("demo"), OnBusy.REPLACE));
        assertThat(ask(PublishConfig.Names.OPEN, OnBusy.REPLACE, "../etc")).isInstanceOf(Refused.class);
    }

    @Test
    void checksItsConfiguration() {
        assertThatThrownBy(() -> new PublishConfig(PublishConfig.Names.KEYS, OnBusy.REFUSE, Duration.ofHours(2)))
                .hasMessage("autostart-linger: PT2H (expected: PT0S..PT1H)");
    }
}
