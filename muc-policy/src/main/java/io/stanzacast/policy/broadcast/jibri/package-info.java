/**
 * The elements of the Jibri protocol, in the draft 0.0.1 of 2016 and as Jitsi's programs speak it today: elements to values and back, no
 * state. Imports addresses, elements and stanzas of xmpp-core only.
 */
@NullMarked
package io.stanzacast.policy.broadcast.jibri;

import org.jspecify.annotations.NullMarked;
