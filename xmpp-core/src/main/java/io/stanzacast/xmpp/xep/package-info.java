/**
 * One file per XEP that needs no package of its own, and their table of contents. May import every level below, {@code im} and {@code muc} included.
 */
@NullMarked
package io.stanzacast.xmpp.xep;

import org.jspecify.annotations.NullMarked;
