/** What a room needs of an XMPP connection. One link lives through one connection; after `down` it is dead. */

export type TransportName = 'websocket' | 'bosh';

/** The broadcast's state as the focus announces it in its presence. */
export type FocusStatus = 'on' | 'off' | 'pending';

export interface OccupantPresence {
  readonly kind: 'presence';
  readonly room: string;
  readonly nick: string;
  readonly available: boolean;
  /** Status codes of XEP-0045, e.g. 110 (this is you), 303 (nickname changes), 307 (kicked). */
  readonly codes: readonly number[];
  readonly role: string;
  readonly affiliation: string;
  /** The nickname to come, with code 303. */
  readonly newNick: string;
  readonly reason: string;
  /** The room is gone for good. */
  readonly destroyed: boolean;
  readonly focus: FocusStatus | null;
}

export interface RoomMessage {
  readonly kind: 'message';
  readonly room: string;
  /** Empty when the room itself speaks. */
  readonly nick: string;
  readonly id: string;
  readonly stanzaId: string;
  readonly body: string;
  /** Set on history: when it was said. */
  readonly said: Date | null;
}

export interface RoomSubject {
  readonly kind: 'subject';
  readonly room: string;
  readonly text: string;
}

export interface StanzaFailure {
  readonly kind: 'failure';
  readonly stanza: 'presence' | 'message' | 'iq';
  readonly from: string;
  readonly id: string;
  readonly condition: string;
  readonly text: string;
}

export interface IqResult {
  readonly kind: 'result';
  readonly id: string;
}

export type Incoming = OccupantPresence | RoomMessage | RoomSubject | StanzaFailure | IqResult;

export type Outgoing =
  | { readonly kind: 'join'; readonly id: string; readonly room: string; readonly nick: string; readonly history: number }
  | { readonly kind: 'change-nick'; readonly id: string; readonly room: string; readonly nick: string }
  | { readonly kind: 'say'; readonly id: string; readonly room: string; readonly body: string }
  | { readonly kind: 'ping'; readonly id: string; readonly to: string };

export interface LinkEvents {
  /** Logged in as this full JID. */
  up(jid: string, transport: TransportName): void;
  stanza(stanza: Incoming): void;
  /** Called exactly once, whether or not the link was ever up; never after `close`. */
  down(reason: string): void;
}

export interface Link {
  send(stanza: Outgoing): void;
  /** Leaves without a further event. */
  close(): void;
}

export type LinkOpener = (events: LinkEvents) => Link;
