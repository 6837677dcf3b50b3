package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;

/**
 * Who stands behind an occupant JID.
 *
 * @param user bare, the real address
 */
public record OccupantInfo(Jid user, String nickname, Affiliation affiliation, Role role, boolean anonymous) {}
