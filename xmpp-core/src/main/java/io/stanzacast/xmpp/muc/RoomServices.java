package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.routing.StanzaSink;
import io.stanzacast.xmpp.session.SessionRegistry;
import java.time.Clock;

/** What all rooms of a process share. */
record RoomServices(SessionRegistry sessions, StanzaSink sink, RoomPolicy policy, RoomStore store, Clock clock) {}
