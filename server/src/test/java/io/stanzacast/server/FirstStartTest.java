package io.stanzacast.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.stanzacast.policy.PolicyLifecycle;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.xmpp.Installation;
import io.stanzacast.xmpp.muc.RoomService;
import io.stanzacast.xmpp.net.TlsContexts;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.store.StoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FirstStartTest {
    @TempDir
    Path folder;

    private Loops loops;
    private Database database;
    private Injector injector;

    @BeforeEach
    void start() {
        loops = new Loops();
        database = new Database(StoreConfig.at("jdbc:sqlite:" + folder.resolve("test.db")));
        database.migrate("xmpp");
        database.migrate("policy");
        injector = Guice.createInjector(
                Stage.PRODUCTION, new ServerModule(ServerConfig.of("localhost"), loops, database, TlsContexts.NONE));
        injector.getInstance(Installation.class).start();
        injector.getInstance(RoomService.class).start();
        injector.getInstance(PolicyLifecycle.class)
                .start()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        injector.getInstance(PolicyLifecycle.class).close();
        injector.getInstance(RoomService.class).close();
        database.close();
        loops.close();
    }

    private Optional<FirstStart.Result> run() throws Exception {
        return injector.getInstance(FirstStart.class).run(folder.resolve("first-start.json"));
    }

    @Test
    void makesAChannelOnceAndWritesItsSecretsForTheOwnerAlone() throws Exception {
        FirstStart.Result made = run().orElseThrow();
        assertThat(injector.getInstance(Channels.class).findByKey(made.channel().streamKey()))
                .isPresent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("first-start.json"))))
                .isEqualTo("rw-------");
        assertThat(run()).isEmpty();
        Files.delete(folder.resolve("first-start.json"));
        assertThat(run()).isEmpty();
    }

    @Test
    void takesUpAFirstStartThatWasCutShort() throws Exception {
        FirstStart.Result made = run().orElseThrow();
        // As if the process had died after all was made, before the file had its name.
        Files.move(folder.resolve("first-start.json"), folder.resolve("first-start.json.new"));
        assertThat(run()).contains(made);
        assertThat(folder.resolve("first-start.json")).exists();
        assertThat(folder.resolve("first-start.json.new")).doesNotExist();
    }
}
