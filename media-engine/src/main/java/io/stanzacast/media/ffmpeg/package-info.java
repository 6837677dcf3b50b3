/**
 * The one package that starts FFmpeg, always as a supervised child process. May import {@code live}, {@code bitstream} and {@code track}.
 */
@NullMarked
package io.stanzacast.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
