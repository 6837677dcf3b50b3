package io.stanzacast.server;

import io.stanzacast.server.control.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Puts a copy in the place of the SQLite database, which nobody may have open. The former one stays beside it; at each moment one of the two
 * is in the place.
 */
final class Restore {
    private final Path database;

    Restore(Path database) {
        this.database = database;
    }

    /** Returns where the former database is kept; that file is missing if there was none. */
    Path from(Path backup) throws IOException, Refusal {
        check(backup);
        Path fresh = Files.createTempFile(
                folder(),
                "restore",
                ".partial",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(fresh, new byte[0]);
            try (FileChannel from = FileChannel.open(backup, StandardOpenOption.READ);
                    FileChannel to = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                for (long at = 0; at < from.size(); ) {
                    at += from.transferTo(at, from.size() - at, to);
                }
                to.force(true);
            }
            Path kept = keep();
            Files.move(fresh, database, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
                folder.force(true);
            }
            return kept;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Path folder() {
        return database.toAbsolutePath().getParent();
    }

    private static void check(Path backup) throws Refusal {
        if (!Files.isRegularFile(backup)) {
            throw new Refusal("file: " + backup + " (expected: a backup)");
        }
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:file:" + backup.toUri().getRawPath() + "?immutable=1&mode=ro");
                Statement statement = connection.createStatement()) {
            if (!first(statement, "PRAGMA quick_check").equals("ok")
                    || !first(
                                    statement,
                                    "SELECT count(*) FROM sqlite_master WHERE name IN ('account', 'channel', 'room')")
                            .equals("3")) {
                throw new Refusal("file: " + backup + " is damaged or of another program (expected: a backup)");
            }
        } catch (SQLException e) {
            throw new Refusal("file: " + backup + " is no database (expected: a backup)");
        }
    }

    private static String first(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    /** What a killed server left in the journal goes into the file first, if it still can; else journal and file are kept together. */
    private Path keep() throws IOException {
        Path kept = database.resolveSibling("before-restore.db");
        for (int number = 2; Files.exists(kept); number++) {
            kept = database.resolveSibling("before-restore-" + number + ".db");
        }
        if (!Files.exists(database)) {
            return kept;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException damaged) {
            // that is what backups are for: it is kept as it is
        }
        Files.createLink(kept, database);
        for (String suffix : List.of("-wal", "-shm")) {
            Path journal = database.resolveSibling(database.getFileName() + suffix);
            if (Files.exists(journal)) {
                Files.move(journal, kept.resolveSibling(kept.getFileName() + suffix));
            }
        }
        return kept;
    }
}
