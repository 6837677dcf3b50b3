/**
 * A site's rules for rooms, one file each: pure decisions without state. May import {@code channel}, and addresses and the words of rooms of
 * xmpp-core.
 */
@NullMarked
package io.stanzacast.policy.rule;

import org.jspecify.annotations.NullMarked;
