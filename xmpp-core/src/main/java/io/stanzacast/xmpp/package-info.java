/**
 * The wiring of the XMPP server: its Guice module and its configuration. May import every package of this module.
 */
@NullMarked
package io.stanzacast.xmpp;

import org.jspecify.annotations.NullMarked;
