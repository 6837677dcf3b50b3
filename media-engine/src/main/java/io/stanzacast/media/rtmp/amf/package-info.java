/**
 * Action Message Format 0, in which commands and metadata are written. Imports Netty's buffers only.
 */
@NullMarked
package io.stanzacast.media.rtmp.amf;

import org.jspecify.annotations.NullMarked;
