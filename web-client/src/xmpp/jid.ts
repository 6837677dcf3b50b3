/** Addresses as this page needs them (RFC 7622): what stands before and after the first slash. No preparation: the server does that. */

export function bareJid(jid: string): string {
  const slash = jid.indexOf('/');
  return slash < 0 ? jid : jid.slice(0, slash);
}

/** The resourcepart, which is the nickname in an occupant JID; empty if there is none. */
export function resourcepart(jid: string): string {
  const slash = jid.indexOf('/');
  return slash < 0 ? '' : jid.slice(slash + 1);
}

export function occupantJid(room: string, nick: string): string {
  return `${bareJid(room)}/${nick}`;
}
