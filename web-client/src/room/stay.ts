import type { Incoming, Link, LinkOpener, OccupantPresence, Outgoing, StanzaFailure, TransportName } from '../xmpp/link';
import { occupantJid } from '../xmpp/jid';
import { reconnectDelay } from './reconnect';
import { SelfPing } from './self-ping';
import { farewell, joinRefusal, type Farewell } from './words';

export type StayState = 'connecting' | 'joined' | 'offline';

export interface StayEvents {
  /** The nickname to join with; `taken` after the last one was somebody else's. */
  nickname(taken: boolean): string;
  changed(): void;
  /** Our own presence in the room came under this nickname. */
  present(nick: string): void;
  /** What is not about being in the room. */
  stanza(stanza: Incoming): void;
  /** Still in the room, a ping says. */
  alive(): void;
  /** Out of the room: what was asked before will not be answered. */
  gone(): void;
  /** Sent out of the room, with words for the person. */
  removed(words: string): void;
}

/** Milliseconds. */
const JOIN_WITHIN = 15_000;
const PING_EVERY = 60_000;
const PONG_WITHIN = 20_000;
const WAKE_WITHIN = 1_500;

const HISTORY = 50;
const JOIN_TRIES = 5;
const LOST = 'The chat connection was lost. Trying again…';

/** Being in the room: connects, joins (XEP-0045 1.35 §7.2), and comes back after every loss until it is told not to. */
export class Stay {
  state: StayState = 'offline';
  transport: TransportName | null = null;
  nick = '';
  /** Why we are not in the room; empty when joined. */
  words = '';
  mayRejoin = false;

  private link: Link | null = null;
  private stopped = true;
  private failures = 0;
  private joinTries = 0;
  private ids = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private joinTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly ping: SelfPing;

  constructor(
    private readonly room: string,
    private readonly open: LinkOpener,
    private readonly events: StayEvents,
    private readonly random: () => number,
  ) {
    this.ping = new SelfPing(PING_EVERY, PONG_WITHIN, random, () => this.sendPing(), {
      alive: () => events.alive(),
      notInRoom: () => {
        this.become('connecting', 'Coming back to the chat…');
        this.joinTries = 0;
        this.join(false);
      },
      noAnswer: () => this.lost(LOST),
    });
  }

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.failures = 0;
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.drop();
    this.become('offline', '');
  }

  wake(): void {
    if (this.retryTimer !== undefined) this.retryAfter(Math.round(WAKE_WITHIN * this.random()));
  }

  /** Asks whether the room still has us. */
  check(): void {
    if (this.state === 'joined') this.ping.now();
  }

  send(stanza: Outgoing): void {
    this.link?.send(stanza);
  }

  nextId(): string {
    return `w${(++this.ids).toString(36)}-${Math.floor(this.random() * 36 ** 6).toString(36)}`;
  }

  private connect(): void {
    clearTimeout(this.retryTimer);
    this.retryTimer = undefined;
    // After a loss the words stay: a screen reader need not hear of every attempt.
    this.become('connecting', this.failures > 0 ? this.words : 'Connecting to the chat…');
    let link: Link | null = null;
    const current = (): boolean => !this.stopped && (link === null || link === this.link);
    link = this.open({
      up: (_jid, transport) => {
        if (!current()) return;
        this.transport = transport;
        this.joinTries = 0;
        this.join(false);
      },
      stanza: (stanza) => {
        if (current()) this.receive(stanza);
      },
      down: () => {
        if (current()) this.lost(LOST);
      },
    });
    // An opener may fail before it returns; then a retry waits already.
    if (this.retryTimer === undefined && !this.stopped) this.link = link;
  }

  private join(taken: boolean): void {
    this.nick = this.events.nickname(taken);
    this.joinTries++;
    clearTimeout(this.joinTimer);
    this.joinTimer = setTimeout(() => this.lost('The chat did not answer. Trying again…'), JOIN_WITHIN);
    this.send({ kind: 'join', id: this.nextId(), room: this.room, nick: this.nick, history: HISTORY });
  }

  private receive(stanza: Incoming): void {
    if (stanza.kind === 'result') this.ping.answered(stanza.id, null);
    else if (stanza.kind === 'failure' && stanza.stanza === 'iq') this.ping.answered(stanza.id, stanza.condition);
    else if (stanza.kind === 'failure' && stanza.stanza === 'presence' && this.state !== 'joined') this.refused(stanza);
    else if (stanza.kind === 'presence' && stanza.room === this.room && this.isOurs(stanza)) this.onOwnPresence(stanza);
    else this.events.stanza(stanza);
  }

  private isOurs({ codes, nick }: OccupantPresence): boolean {
    return codes.includes(110) || (this.state === 'joined' && nick === this.nick);
  }

  private onOwnPresence(presence: OccupantPresence): void {
    if (!presence.available) {
      if (presence.codes.includes(303) && presence.newNick !== '') this.nick = presence.newNick;
      else this.removed(farewell(presence));
      return;
    }
    this.nick = presence.nick;
    if (this.state !== 'joined') {
      clearTimeout(this.joinTimer);
      this.failures = 0;
      this.ping.start();
      this.become('joined', '');
    }
    this.events.present(presence.nick);
  }

  private refused(failure: StanzaFailure): void {
    if (failure.condition === 'conflict' && this.joinTries < JOIN_TRIES) this.join(true);
    else this.removed(joinRefusal(failure));
  }

  private sendPing(): string {
    const id = this.nextId();
    this.send({ kind: 'ping', id, to: occupantJid(this.room, this.nick) });
    return id;
  }

  private removed(because: Farewell): void {
    if (because.next === 'rejoin') {
      this.lost(because.words);
      return;
    }
    this.stopped = true;
    this.drop();
    this.mayRejoin = because.next === 'ask';
    this.events.removed(because.words);
    this.become('offline', because.words);
  }

  private lost(words: string): void {
    this.drop();
    this.failures++;
    this.become('offline', words);
    this.retryAfter(reconnectDelay(this.failures, this.random));
  }

  private retryAfter(delay: number): void {
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.connect(), delay);
  }

  private drop(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.joinTimer);
    this.retryTimer = undefined;
    this.ping.stop();
    const { link } = this;
    this.link = null;
    link?.close();
    this.events.gone();
  }

  private become(state: StayState, words: string): void {
    this.state = state;
    this.words = words;
    if (state === 'offline') this.transport = null;
    else this.mayRejoin = false;
    this.events.changed();
  }
}
