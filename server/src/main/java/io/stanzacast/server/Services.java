package io.stanzacast.server;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.stanzacast.xmpp.Installation;
import io.stanzacast.xmpp.c2s.PasswordHashing;
import io.stanzacast.xmpp.muc.RoomService;
import io.stanzacast.xmpp.net.TlsContexts;
import io.stanzacast.xmpp.store.Database;
import io.stanzacast.xmpp.store.StoreConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data with the services over it, before anything listens: for the server, and for commands while there is none. Of one thread. */
final class Services implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Services.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Injector injector;

    /**
     * @param database a JDBC address
     * @param stage lazy or not
     * @throws UncheckedIOException if the database cannot be opened or brought up to date
     */
    Services(ServerConfig config, String database, TlsContexts certificates, Stage stage) {
        try {
            Loops loops = opened(new Loops());
            Database store = store(database);
            injector = Guice.createInjector(stage, new ServerModule(config, loops, store, certificates));
            opened(injector.getInstance(PasswordHashing.class));
            injector.getInstance(Installation.class).start();
            opened(injector.getInstance(RoomService.class)).start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Database store(String database) {
        try {
            Database store = opened(new Database(StoreConfig.at(database)));
            store.migrate("xmpp");
            store.migrate("policy");
            return store;
        } catch (RuntimeException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            log.debug("[server] database failed", e);
            String reason =
                    String.valueOf(root.getMessage()).lines().findFirst().orElse("");
            // The cause is left out: it may quote the address with its password.
            String told = "database: " + reason + " (expected: a database this user can open and write)";
            throw new UncheckedIOException(told, new IOException(told));
        }
    }

    Injector injector() {
        return injector;
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.error("[server] {} did not close", part.getClass().getSimpleName(), e);
            }
        }
    }
}
