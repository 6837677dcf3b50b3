/**
 * Where a room meets a stream: stream keys become paths of live streams, broadcasts become outputs. The one package that names both
 * halves' types. May import {@code channel}, {@code broadcast}, xmpp-core and media-engine.
 */
@NullMarked
package io.stanzacast.policy.stream;

import org.jspecify.annotations.NullMarked;
