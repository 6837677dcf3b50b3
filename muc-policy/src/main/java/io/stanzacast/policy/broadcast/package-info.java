/**
 * Broadcast control in both dialects of the Jibri protocol: the focus that takes commands in a channel's room, the pool of engines in the
 * brewery room, and the embedded engine. Speaks XMPP only; what an engine does to media is behind {@link
 * io.stanzacast.policy.broadcast.OnAir}. May import {@code channel} and xmpp-core.
 */
@NullMarked
package io.stanzacast.policy.broadcast;

import org.jspecify.annotations.NullMarked;
