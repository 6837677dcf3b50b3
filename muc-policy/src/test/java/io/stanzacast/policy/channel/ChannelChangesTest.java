package io.stanzacast.policy.channel;

import static io.stanzacast.policy.channel.TestChannels.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.policy.channel.Channels.Origin;
import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.store.StoreConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChannelChangesTest {
    @TempDir
    private Path directory;

    private static Channel full(Channel channel) {
        return channel.toBuilder()
                .title("Другой")
                .language("ru")
                .owners(List.of(Jid.parse("juliet@far.example")))
                .moderators(List.of(Jid.parse("nurse@example.org")))
                .members(List.of(Jid.parse("paris@example.org"), Jid.parse("romeo@example.org")))
                .autostart(true)
                .access(Access.PASSWORD)
                .password("Pа55")
                .settings(new RoomSettings("About", 5, 100, true, false))
                .managed(Set.of(Setting.TITLE, Setting.OWNERS))
                .build();
    }

    @Test
    void everythingOfAChannelIsKept() {
        Channel demo = TestChannels.channel("demo");
        try (TestChannels test = new TestChannels(directory)) {
            test.create(demo);
            assertThat(await(test.channels().update("demo", Origin.SITE, ChannelChangesTest::full)))
                    .containsExactlyInAnyOrder(Setting.values());
            assertThat(test.channels().find("demo")).contains(full(demo));
            assertThat(await(test.channels().update("demo", Origin.SITE, ChannelChangesTest::full)))
                    .isEmpty();
        }
        try (TestChannels test = new TestChannels(directory)) {
            assertThat(test.channels().find("demo")).contains(full(demo));
            assertThat(test.channels().findByRoom(demo.room())).contains(full(demo));
        }
    }

    @Test
    void refusesInBandWhatAFileRulesAndNothingElse() {
        try (TestChannels test = new TestChannels(directory)) {
            test.create(TestChannels.channel("demo"));
            await(test.channels()
                    .update(
                            "demo",
                            Origin.SITE,
                            c -> c.toBuilder().managed(Set.of(Setting.TITLE)).build()));
            assertThatThrownBy(() -> await(test.channels()
                            .update(
                                    "demo",
                                    Origin.IN_BAND,
                                    c -> c.toBuilder().title("Mine").build())))
                    .rootCause()
                    .hasMessage("channel demo: title is set by the site's file (expected: a change there)");
            assertThatThrownBy(() -> await(test.channels()
                            .update(
                                    "demo",
                                    Origin.IN_BAND,
                                    c -> c.toBuilder().managed(Set.of()).build())))
                    .hasMessageContaining("managed");
            await(test.channels()
                    .update(
                            "demo",
                            Origin.IN_BAND,
                            c -> c.toBuilder().language("de").build()));
            await(test.channels()
                    .update(
                            "demo",
                            Origin.SITE,
                            c -> c.toBuilder().title("Ours").build()));
            assertThat(test.channels().find("demo").orElseThrow().title()).isEqualTo("Ours");
            assertThat(test.channels().find("demo").orElseThrow().language()).isEqualTo("de");
        }
    }

    @Test
    void aRoomThatCannotBeChangedLeavesTheChannelAsItWas() {
        try (TestChannels test = new TestChannels(directory)) {
            Channel demo = TestChannels.channel("demo");
            test.create(demo);
            test.rooms().failAfter(0);
            assertThatThrownBy(() -> await(test.channels().update("demo", Origin.SITE, ChannelChangesTest::full)))
                    .hasMessageContaining("broken");
            assertThat(test.channels().find("demo")).contains(demo);
        }
        try (TestChannels test = new TestChannels(directory)) {
            assertThat(test.channels().all()).containsExactly(TestChannels.channel("demo"));
        }
    }

    @Test
    void keepsNameAndRoom() {
        try (TestChannels test = new TestChannels(directory)) {
            test.create(TestChannels.channel("demo"));
            assertThatThrownBy(() ->
                            await(test.channels().update("demo", Origin.SITE, c -> TestChannels.channel("other"))))
                    .hasMessageContaining("expected: the same name and room");
            assertThatThrownBy(() -> await(test.channels().update("none", Origin.SITE, c -> c)))
                    .hasMessageContaining("channel: none");
        }
    }

    @Test
    void aRemovedChannelIsGoneWithItsKeysAndTheRestStays() {
        String key;
        try (TestChannels test = new TestChannels(directory)) {
            key = test.create(TestChannels.channel("demo"));
            String other = test.create(TestChannels.channel("other"));
            CompletableFuture<Void> ended = new CompletableFuture<>();
            test.channels().onRemoval(channel -> ended);
            var removing = test.channels().remove("demo", "The end");
            assertThat(test.channels().findByKey(key)).as("at once").isEmpty();
            assertThat(test.rooms().rooms()).as("not before the broadcast").hasSize(2);
            ended.complete(null);
            assertThat(await(removing)).isTrue();
            assertThat(test.rooms().rooms()).containsExactly(Jid.parse("other@rooms.example.org"));
            assertThat(await(test.channels().remove("demo", "again"))).isFalse();
            assertThat(test.channels().findByKey(other)).isPresent();
        }
        try (TestChannels test = new TestChannels(directory)) {
            assertThat(test.channels().all())
                    .singleElement()
                    .extracting(Channel::name)
                    .isEqualTo("other");
            assertThat(test.channels().findByKey(key)).isEmpty();
        }
    }

    @Test
    void aRemovalThatFailsIsDoneByTheNext() {
        try (TestChannels test = new TestChannels(directory)) {
            String key = test.create(TestChannels.channel("demo"));
            test.rooms().failAfter(0);
            assertThatThrownBy(() -> await(test.channels().remove("demo", "The end")))
                    .hasMessageContaining("broken");
            assertThat(test.channels().findByKey(key)).isPresent();
            test.rooms().failAfter(100);
            assertThat(await(test.channels().remove("demo", "The end"))).isTrue();
            assertThat(test.channels().all()).isEmpty();
        }
    }

    @Test
    void takesOverAStoreOfTheFirstVersion() throws Exception {
        try (Database database = new Database(StoreConfig.at("jdbc:sqlite:" + directory.resolve("test.db")))) {
            String tables = new String(
                    Channel.class
                            .getResourceAsStream("/db/policy/V1__channels.sql")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            await(database.write(handle -> {
                handle.createScript(tables).execute();
                handle.execute("INSERT INTO channel VALUES ('demo', 'Title of demo', 'en',"
                        + " 'demo@rooms.example.org', 0, 'PUBLIC')");
                handle.execute("INSERT INTO channel_owner VALUES ('demo', 'romeo@example.org')");
                handle.execute(
                        "INSERT INTO stream_key VALUES (?, 'demo', 1000)", new StreamKey("0123456789abcdef").hash());
                handle.execute("CREATE TABLE schema_history_policy (installed_rank INT NOT NULL PRIMARY KEY,"
                        + " version VARCHAR(50), description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL,"
                        + " script VARCHAR(1000) NOT NULL, checksum INT, installed_by VARCHAR(100) NOT NULL,"
                        + " installed_on TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),"
                        + " execution_time INT NOT NULL, success BOOLEAN NOT NULL)");
                handle.execute("INSERT INTO schema_history_policy (installed_rank, version, description, type, script,"
                        + " checksum, installed_by, execution_time, success)"
                        + " VALUES (1, '1', 'channels', 'SQL', 'V1__channels.sql', NULL, '', 1, 1)");
                return null;
            }));
        }
        try (TestChannels test = new TestChannels(directory)) {
            assertThat(test.channels().all()).containsExactly(TestChannels.channel("demo"));
            assertThat(test.channels().findByKey("0123456789abcdef")).isPresent();
            assertThat(test.keys().list("demo")).extracting(KeyInfo::name).containsExactly("default");
        }
    }
}
