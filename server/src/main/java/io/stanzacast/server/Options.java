package io.stanzacast.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param config read over the defaults
 * @param data the folder of everything that is kept
 * @param demo whether to publish a test picture and put it on air
 * @param portOffset added to every port
 */
record Options(Optional<Path> config, Path data, boolean demo, int portOffset) {}
