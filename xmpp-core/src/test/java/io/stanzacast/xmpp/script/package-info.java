/**
 * Test support: scripts of what clients send and receive, run against the real router within the test's thread. Part of the test-jar.
 */
@NullMarked
package io.stanzacast.xmpp.script;

import org.jspecify.annotations.NullMarked;
