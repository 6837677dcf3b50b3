/**
 * Channels meet XEP-0045 rooms: what the site's rules say to rooms, and the rooms that channels need. May import {@code channel}, {@code
 * rule} and xmpp-core.
 */
@NullMarked
package io.stanzacast.policy.room;

import org.jspecify.annotations.NullMarked;
