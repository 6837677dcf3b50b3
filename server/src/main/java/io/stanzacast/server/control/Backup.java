package io.stanzacast.server.control;

import io.stanzacast.xmpp.store.Database;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/**
 * {@code backup}: {@code file}, an absolute path of nothing that there is. Everything committed before it began is in the copy, which is
 * whole or not there at all.
 */
final class Backup implements Verb {
    private static final Duration MOST = Duration.ofMinutes(10);

    private final Database database;

    @Inject
    Backup(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Object run(Arguments arguments) throws Refusal {
        Path file = Path.of(arguments.text("file"));
        Path parent = file.getParent();
        if (!file.isAbsolute() || parent == null || !Files.isDirectory(parent)) {
            throw new Refusal("file: " + file + " (expected: in a folder that there is)");
        }
        try {
            return copy(file, parent);
        } catch (FileAlreadyExistsException e) {
            throw new Refusal("file: " + file + " is there already (expected: a new one)");
        } catch (IOException e) {
            throw new Refusal("file: " + file + " cannot be written: " + e.getMessage());
        }
    }

    private Object copy(Path file, Path parent) throws IOException, Refusal {
        Path partial = Files.createTempFile(
                parent,
                ".backup",
                ".partial",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Await.result(database.copyTo(partial), MOST);
            try (FileChannel written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.createLink(file, partial); // unlike a move it never replaces
            return Map.of("file", file.toString(), "bytes", Files.size(file));
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
