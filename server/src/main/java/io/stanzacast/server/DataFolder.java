package io.stanzacast.server;

import io.stanzacast.server.config.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The folder of everything that is kept; one server at a time, nobody else may look in. */
final class DataFolder implements AutoCloseable {
    /** The database, unless the configuration has another. */
    static final String DATABASE = "stanzacast.db";

    private static final String CONFIG = "config-of-last-start";

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Creates it (mode 700) if it is missing. */
    static DataFolder open(Path path) throws ConfigException {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            FileChannel file =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(file)) {
                file.close();
                throw new ConfigException("--data: " + path
                        + " is in use (expected: a folder no running server uses; give each its own)");
            }
            return new DataFolder(path, file);
        } catch (IOException e) {
            throw new ConfigException("--data: " + path + " cannot be used: " + e.getMessage()
                    + " (expected: a folder this user can write)");
        }
    }

    private static boolean tryLock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The JDBC address of the site's database: its own, or a file here, which is made if it is missing. */
    String database(ServerConfig config) throws IOException {
        return config.database() == null ? "jdbc:sqlite:" + privateFile(DATABASE) : config.database();
    }

    /** Keeps in mind with which configuration the server runs, so that commands find it when it does not. */
    void remember(Optional<Path> config) throws IOException {
        if (config.isPresent()) {
            Files.writeString(resolve(CONFIG), config.get().toString());
        } else {
            Files.deleteIfExists(resolve(CONFIG));
        }
    }

    /** The configuration of the last start; empty if that had none. */
    Optional<Path> remembered() throws IOException {
        return Files.exists(resolve(CONFIG))
                ? Optional.of(Path.of(Files.readString(resolve(CONFIG)).strip()))
                : Optional.empty();
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Readable by its owner alone, made if it is missing: the folder itself may have been there before and be open to others. */
    Path privateFile(String name) throws IOException {
        Path file = path.resolve(name);
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return file;
    }

    /** Ends the lock. */
    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
