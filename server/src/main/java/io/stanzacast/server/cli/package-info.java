/**
 * The command line of operators: one file a command, which says what is asked and shows the answer; what is done is in {@code control}, of
 * the running server or of this process. Imports {@code control}, no other package of this module.
 */
@NullMarked
package io.stanzacast.server.cli;

import org.jspecify.annotations.NullMarked;
