/**
 * RTMP 1.0 §5.2: the three blocks each side sends before chunks flow. Imports Netty only.
 */
@NullMarked
package io.stanzacast.media.rtmp.handshake;

import org.jspecify.annotations.NullMarked;
