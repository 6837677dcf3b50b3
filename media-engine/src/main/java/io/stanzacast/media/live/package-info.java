/**
 * One publisher, many readers: the place where inputs and outputs meet. May import {@code track}.
 */
@NullMarked
package io.stanzacast.media.live;

import org.jspecify.annotations.NullMarked;
