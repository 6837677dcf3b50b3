/**
 * A site's choices: its channels, who commands their broadcasts, who publishes, joins and speaks. The only module that knows both rooms
 * and streams. This package wires it; may import all of the module.
 */
@NullMarked
package io.stanzacast.policy;

import org.jspecify.annotations.NullMarked;
