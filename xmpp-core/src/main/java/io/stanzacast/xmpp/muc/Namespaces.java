package io.stanzacast.xmpp.muc;

/** Names of XEP-0045 §16.1 and of the specifications it leans on. */
final class Namespaces {
    static final String MUC = "http://jabber.org/protocol/muc";
    static final String USER = MUC + "#user";
    static final String ADMIN = MUC + "#admin";
    static final String OWNER = MUC + "#owner";
    static final String REQUEST = MUC + "#request";
    static final String ROOM_CONFIG = MUC + "#roomconfig";
    static final String ROOM_INFO = MUC + "#roominfo";
    static final String STABLE_ID = MUC + "#stable_id";
    static final String SELF_PING = MUC + "#self-ping-optimization";
    static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";
    static final String DISCO_ITEMS = "http://jabber.org/protocol/disco#items";
    static final String RSM = "http://jabber.org/protocol/rsm";
    static final String DATA = "jabber:x:data";
    static final String DELAY = "urn:xmpp:delay";
    static final String PING = "urn:xmpp:ping";
    static final String VCARD = "vcard-temp";

    private Namespaces() {}
}
