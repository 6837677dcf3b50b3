/**
 * Channels: what a site broadcasts, who owns it, and the keys it is published with. Level 0 of this module; imports addresses and the
 * store of xmpp-core, nothing of media.
 */
@NullMarked
package io.stanzacast.policy.channel;

import org.jspecify.annotations.NullMarked;
