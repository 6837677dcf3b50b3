package io.stanzacast.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.Stage;
import io.stanzacast.policy.channel.Channels;
import io.stanzacast.server.cli.StoppedSite;
import io.stanzacast.server.config.ConfigException;
import io.stanzacast.server.control.Refusal;
import io.stanzacast.server.control.Verbs;
import io.stanzacast.xmpp.net.TlsContexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Answers from the files, with the services that the server has: it holds the folder's lock, so that no server starts meanwhile. */
final class StoppedServer implements StoppedSite {
    @Override
    public JsonNode answer(Path data, Optional<Path> config, JsonNode request) throws Refusal {
        try (DataFolder folder = folder(data)) {
            ServerConfig site = config(folder, config);
            if (site.database() == null && !Files.exists(folder.resolve(DataFolder.DATABASE))) {
                throw new Refusal(
                        "--data: " + data + " has no site (expected: the folder of a server that started once)");
            }
            try (Services services = new Services(site, folder.database(site), TlsContexts.NONE, Stage.DEVELOPMENT)) {
                services.injector()
                        .getInstance(Channels.class)
                        .start()
                        .toCompletableFuture()
                        .join();
                return services.injector().getInstance(Verbs.class).answer(request, false);
            }
        } catch (ConfigException | IOException | UncheckedIOException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String check(Path config) throws Refusal {
        try {
            return ServerConfig.read(Optional.of(config)).domain();
        } catch (ConfigException | IllegalArgumentException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Path restore(Path data, Optional<Path> config, Path backup) throws Refusal {
        try (DataFolder folder = folder(data)) {
            if (config(folder, config).database() != null) {
                throw new Refusal(
                        "restore: the configuration names a database (expected: none, so that it is in the folder)");
            }
            return new Restore(folder.resolve(DataFolder.DATABASE)).from(backup);
        } catch (ConfigException | IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    private static DataFolder folder(Path data) throws ConfigException, Refusal {
        if (!Files.isDirectory(data)) {
            throw new Refusal("--data: " + data + " (expected: a folder that there is)");
        }
        return DataFolder.open(data);
    }

    private static ServerConfig config(DataFolder folder, Optional<Path> given) throws ConfigException, IOException {
        return ServerConfig.read(given.isPresent() ? given : folder.remembered());
    }
}
