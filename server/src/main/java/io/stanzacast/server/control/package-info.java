/**
 * What an operator may ask of a site, one class a verb, and the socket in the data folder that takes such requests. A verb checks words,
 * calls the services that everybody calls, and says what came of it. Imports the public services of all modules, no other package of this
 * one.
 */
@NullMarked
package io.stanzacast.server.control;

import org.jspecify.annotations.NullMarked;
