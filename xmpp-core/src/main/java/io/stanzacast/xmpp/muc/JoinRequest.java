package io.stanzacast.xmpp.muc;

import io.stanzacast.xmpp.address.Jid;

/**
 * Somebody wants to enter a room, or to take another nickname there.
 *
 * @param room bare
 * @param user full
 * @param nickname prepared
 * @param affiliation of the user with the room
 * @param anonymous whether the user logged in by SASL ANONYMOUS here
 * @param occupants how many are inside
 * @param config of the room
 */
public record JoinRequest(
        Jid room,
        Jid user,
        String nickname,
        Affiliation affiliation,
        boolean anonymous,
        int occupants,
        RoomConfig config) {}
