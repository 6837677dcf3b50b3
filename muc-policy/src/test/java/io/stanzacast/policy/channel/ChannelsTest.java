package io.stanzacast.policy.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.xmpp.address.Jid;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChannelsTest {
    @TempDir
    private Path directory;

    @Test
    void findsAChannelByNameRoomAndKeyAlsoAfterARestart() {
        Channel demo = TestChannels.channel("demo");
        String key;
        try (TestChannels before = new TestChannels(directory)) {
            key = before.create(demo);
            assertThat(before.channels().findByKey(key)).contains(demo);
        }
        try (TestChannels after = new TestChannels(directory)) {
            assertThat(after.channels().all()).containsExactly(demo);
            assertThat(after.channels().find("demo")).contains(demo);
            assertThat(after.channels().findByRoom(demo.room())).contains(demo);
            assertThat(after.channels().findByKey(key)).contains(demo);
            assertThat(after.rooms().ensured()).containsExactly(demo);
        }
    }

    @Test
    void takesAKeyInUpperCaseAndNoOther() {
        try (TestChannels test = new TestChannels(directory)) {
            String key = test.create(TestChannels.channel("demo"));
            assertThat(key).matches("[0-9a-f]{32}");
            assertThat(test.channels().findByKey(key.toUpperCase(java.util.Locale.ROOT)))
                    .isPresent();
            assertThat(test.channels().findByKey(key.substring(1))).isEmpty();
            assertThat(test.channels().findByKey("demo")).isEmpty();
        }
    }

    @Test
    void storesNoKeyButItsHash() {
        try (TestChannels test = new TestChannels(directory)) {
            String key = test.create(TestChannels.channel("demo"));
            List<String> stored = TestChannels.await(test.database()
                    .read(handle -> handle.createQuery("SELECT hash FROM stream_key")
                            .mapTo(String.class)
                            .list()));
            assertThat(stored)
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{64}")
                    .doesNotContain(key);
        }
    }

    @Test
    void refusesATakenNameAndATakenRoom() {
        try (TestChannels test = new TestChannels(directory)) {
            test.create(TestChannels.channel("demo"));
            Channel sameRoom = new Channel(
                    "other", "Other", "en", List.of(), Jid.parse("demo@rooms.example.org"), false, Access.PUBLIC);
            assertThatThrownBy(() -> test.create(TestChannels.channel("demo")))
                    .rootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("demo");
            assertThatThrownBy(() -> test.create(sameRoom)).rootCause().isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void checksWhatAChannelIsMadeOf() {
        Jid room = Jid.parse("demo@rooms.example.org");
        assertThatThrownBy(() -> new Channel("Demo", "t", "en", List.of(), room, false, Access.PUBLIC))
                .hasMessageContaining("name: Demo (expected:");
        assertThatThrownBy(() -> new Channel("demo", " ", "en", List.of(), room, false, Access.PUBLIC))
                .hasMessageContaining("title");
        assertThatThrownBy(() -> new Channel("demo", "t", "?", List.of(), room, false, Access.PUBLIC))
                .hasMessageContaining("language");
        assertThatThrownBy(() -> new Channel("demo", "t", "en", List.of(room, room), room, false, Access.PUBLIC))
                .hasMessageContaining("owners");
        assertThatThrownBy(() ->
                        new Channel("demo", "t", "en", List.of(), Jid.parse("rooms.example.org"), false, Access.PUBLIC))
                .hasMessageContaining("room");
    }

    @Test
    void neverShowsAKeyInText() {
        assertThat(new StreamKey("0123456789abcdef").toString()).doesNotContain("0123");
    }
}
