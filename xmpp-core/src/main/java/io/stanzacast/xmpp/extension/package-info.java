/**
 * What a XEP file sees: the table it hangs its handlers on, and the words they speak. May import {@code stream} and below; no sessions, no
 * router.
 */
@NullMarked
package io.stanzacast.xmpp.extension;

import org.jspecify.annotations.NullMarked;
