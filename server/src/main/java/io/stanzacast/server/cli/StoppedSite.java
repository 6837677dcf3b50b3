package io.stanzacast.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.stanzacast.server.control.Refusal;
import java.nio.file.Path;
import java.util.Optional;

/** What can be done where no server runs. Each call opens the files and closes them again; it is refused if a server has them open. */
public interface StoppedSite {
    /**
     * Answers as the running server does.
     *
     * @param config none: that of the last start
     */
    JsonNode answer(Path data, Optional<Path> config, JsonNode request) throws Refusal;

    /** Returns the domain of the site that the file configures. */
    String check(Path config) throws Refusal;

    /** Puts a backup in the place of the database; returns where the former one, if there was one, is kept. */
    Path restore(Path data, Optional<Path> config, Path backup) throws Refusal;
}
