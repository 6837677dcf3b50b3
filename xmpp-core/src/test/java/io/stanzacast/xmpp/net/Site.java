package io.stanzacast.xmpp.net;

import io.stanzacast.xmpp.c2s.AccountStore;
import io.stanzacast.xmpp.c2s.ClientStreams;
import io.stanzacast.xmpp.c2s.HostConfig;
import io.stanzacast.xmpp.c2s.LoginConfig;
import io.stanzacast.xmpp.c2s.PasswordHashing;
import io.stanzacast.xmpp.c2s.RecordingHandler;
import io.stanzacast.xmpp.extension.HookTable;
import io.stanzacast.xmpp.session.SessionRegistry;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Hosts {@code accounts.example} and {@code guests.example}, where TLS is optional, {@code tls.example}, where it is not, on a running server. */
final class Site implements AutoCloseable {
    final Database database;
    final PasswordHashing hashing = new PasswordHashing(1);
    final AccountStore accounts;
    final RecordingHandler handler = new RecordingHandler();
    final SessionRegistry sessions = new SessionRegistry();
    final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    final ClientStreams streams;
    final RunningServer running;

    Site(Path folder, C2sConfig config, TlsContexts contexts) throws IOException {
        database = new Database(StoreConfig.at("jdbc:sqlite:" + folder.resolve("test.db")));
        database.migrate("xmpp");
        accounts = new AccountStore(database, hashing, 4096, Clock.systemUTC());
        HookTable hooks = new HookTable();
        hooks.seal();
        streams = new ClientStreams(
                List.of(
                        HostConfig.accounts("accounts.example").withRequireTls(false),
                        HostConfig.guests("guests.example").withRequireTls(false),
                        HostConfig.accounts("tls.example")),
                LoginConfig.defaults(),
                accounts,
                sessions,
                handler,
                hooks,
                timer);
        running =
                new RunningServer(config.at("127.0.0.1", 0, contexts == TlsContexts.NONE ? -1 : 0), contexts, streams);
    }

    @Override
    public void close() {
        running.close();
        timer.shutdownNow();
        hashing.close();
        database.close();
    }
}
