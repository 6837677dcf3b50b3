import type { FocusStatus, Incoming, Link, LinkOpener, OccupantPresence, RoomMessage, StanzaFailure, TransportName } from '../xmpp/link';
import { occupantJid } from '../xmpp/jid';
import { mentions, splitAction, type Line } from './line';
import { guestNickname, nicknameProblem, suggestNickname, tidyNickname } from './nickname';
import { reconnectDelay } from './reconnect';
import { SeenMessages } from './seen';
import { farewell, joinRefusal, nicknameRefusal, sendRefusal, type Farewell } from './words';

export interface RoomView {
  readonly state: 'connecting' | 'joined' | 'offline';
  readonly transport: TransportName | null;
  readonly nick: string;
  /** Whether the person chose the nickname; until then they only read. */
  readonly chosen: boolean;
  readonly subject: string;
  /** Why the chat is not there; empty when joined. */
  readonly words: string;
  /** Whether the person may come back by a button. */
  readonly mayRejoin: boolean;
}

export interface RoomEvents {
  changed(view: RoomView): void;
  line(line: Line): void;
  /** The nickname was not accepted; `suggestion` is empty where another name would not help. */
  nicknameRefused(words: string, suggestion: string): void;
  nicknameAccepted(nick: string): void;
  /** This text was not delivered. */
  returned(text: string, words: string): void;
  focus(status: FocusStatus): void;
}

/** Milliseconds. */
export interface RoomTimes {
  readonly joinWithin: number;
  readonly reflectWithin: number;
  readonly pingEvery: number;
  readonly pongWithin: number;
}

const TIMES: RoomTimes = { joinWithin: 15_000, reflectWithin: 12_000, pingEvery: 60_000, pongWithin: 20_000 };
const HISTORY = 50;
const FOCUS_NICK = 'focus';
const JOIN_TRIES = 5;

/**
 * One person in one room (XEP-0045 1.35): joins as a reader under a made-up nickname, says things once a nickname is chosen, and
 * comes back after every loss until it is told not to. Knows nothing of the page.
 */
export class RoomClient {
  private link: Link | null = null;
  private state: RoomView['state'] = 'offline';
  private transport: TransportName | null = null;
  private nick = '';
  private wanted = '';
  private subject = '';
  private words = '';
  private mayRejoin = false;
  private stopped = true;

  private failures = 0;
  private joinTries = 0;
  private ids = 0;
  private pingId = '';
  private change: { id: string; nick: string; first: string; silent: boolean } | null = null;
  private retryTimer: Timer;
  private joinTimer: Timer;
  private pingTimer: Timer;
  private pongTimer: Timer;
  private readonly unreflected = new Map<string, { body: string; timer: Timer }>();
  private readonly seen = new SeenMessages(600);
  private readonly sent = new SeenMessages(200);

  constructor(
    private readonly room: string,
    private readonly open: LinkOpener,
    private readonly events: RoomEvents,
    private readonly random: () => number = Math.random,
    private readonly times: RoomTimes = TIMES,
  ) {}

  get view(): RoomView {
    return {
      state: this.state,
      transport: this.transport,
      nick: this.nick,
      chosen: this.wanted !== '',
      subject: this.subject,
      words: this.words,
      mayRejoin: this.mayRejoin,
    };
  }

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.failures = 0;
    this.connect();
  }

  /** Leaves and stays away until `start`. */
  stop(): void {
    this.stopped = true;
    this.drop();
    this.become('offline', '');
  }

  /** The person pressed the button that `mayRejoin` offers. */
  rejoin(): void {
    this.stop();
    this.start();
  }

  /** The server was seen alive: a waiting retry need not wait long. */
  wake(): void {
    if (this.stopped || this.retryTimer === undefined) return;
    this.retryAfter(Math.round(1_500 * this.random()));
  }

  /**
   * Takes a nickname and then says the first message, if it is not empty. The answer comes as an event; whatever goes wrong, the
   * message comes back by `returned`.
   */
  introduce(typed: string, first: string): void {
    const nick = tidyNickname(typed);
    const problem = nicknameProblem(nick);
    if (problem !== null) {
      this.events.nicknameRefused(problem, '');
      if (first !== '') this.events.returned(first, '');
      return;
    }
    if (this.state !== 'joined' || !this.link || this.change) {
      this.events.returned(first, 'The chat is not connected. Try again in a moment.');
      return;
    }
    if (nick === this.nick) {
      this.accept(nick, first);
      return;
    }
    this.askNickname(nick, first, false);
  }

  /** Says something, or obeys `/nick NAME`. */
  say(text: string): void {
    const command = /^\/nick(?:\s+(.*))?$/su.exec(text);
    if (command) {
      this.introduce(command[1] ?? '', '');
      return;
    }
    if (this.wanted === '') {
      this.events.nicknameRefused('Choose a nickname first.', '');
      this.events.returned(text, '');
      return;
    }
    if (this.state !== 'joined' || !this.link) {
      this.events.returned(text, 'The chat is not connected, so nothing was sent.');
      return;
    }
    const id = this.nextId();
    const timer = setTimeout(() => this.notReflected(id), this.times.reflectWithin);
    this.unreflected.set(id, { body: text, timer });
    this.sent.add(id);
    this.link.send({ kind: 'say', id, room: this.room, body: text });
  }

  private connect(): void {
    clearTimeout(this.retryTimer);
    this.retryTimer = undefined;
    this.become('connecting', this.failures > 0 ? 'Connecting to the chat again…' : 'Connecting to the chat…');
    let link: Link | null = null;
    const mine = (): boolean => !this.stopped && (link === null || link === this.link);
    link = this.open({
      up: (_jid, transport) => {
        if (!mine()) return;
        this.transport = transport;
        this.joinTries = 0;
        this.join(this.wanted || guestNickname(this.random));
      },
      stanza: (stanza) => {
        if (mine()) this.receive(stanza);
      },
      down: () => {
        if (mine()) this.lost('The chat connection was lost. Trying again…');
      },
    });
    // An opener may fail before it returns; then a retry waits already.
    if (this.retryTimer === undefined && !this.stopped) this.link = link;
  }

  private join(nick: string): void {
    this.nick = nick;
    this.joinTries++;
    clearTimeout(this.joinTimer);
    this.joinTimer = setTimeout(() => this.lost('The chat did not answer. Trying again…'), this.times.joinWithin);
    this.link?.send({ kind: 'join', id: this.nextId(), room: this.room, nick, history: HISTORY });
  }

  private receive(stanza: Incoming): void {
    switch (stanza.kind) {
      case 'presence':
        if (stanza.room === this.room) this.onPresence(stanza);
        break;
      case 'message':
        if (stanza.room === this.room) this.onMessage(stanza);
        break;
      case 'subject':
        if (stanza.room === this.room && stanza.text !== this.subject) {
          this.subject = stanza.text;
          this.publish();
        }
        break;
      case 'result':
        if (stanza.id === this.pingId) this.ponged();
        break;
      case 'failure':
        this.onFailure(stanza);
        break;
    }
  }

  private onPresence(presence: OccupantPresence): void {
    const self = presence.codes.includes(110) || (this.state === 'joined' && presence.nick === this.nick);
    if (presence.nick === FOCUS_NICK && !self) {
      if (presence.available && presence.focus) this.events.focus(presence.focus);
      return;
    }
    if (!self) return;
    if (presence.available) this.present(presence.nick);
    else if (presence.codes.includes(303) && presence.newNick !== '') this.nick = presence.newNick;
    else this.removed(farewell(presence));
  }

  /** Our own presence came: joined, or a change of nickname is done. */
  private present(nick: string): void {
    this.nick = nick;
    if (this.state !== 'joined') {
      clearTimeout(this.joinTimer);
      this.failures = 0;
      this.schedulePing();
      this.become('joined', '');
    }
    if (this.change?.nick === nick) {
      const { first } = this.change;
      this.change = null;
      this.accept(nick, first);
    }
  }

  private accept(nick: string, first: string): void {
    this.wanted = nick;
    this.publish();
    this.events.nicknameAccepted(nick);
    if (first !== '') this.say(first);
  }

  private onMessage(message: RoomMessage): void {
    if (message.nick === '') {
      if (message.said === null) this.events.line({ kind: 'notice', text: message.body });
      return;
    }
    const pending = this.unreflected.get(message.id);
    const mine = message.nick === this.nick && (message.said === null || this.sent.has(message.id));
    if (pending && mine) {
      clearTimeout(pending.timer);
      this.unreflected.delete(message.id);
    }
    const key = keyOf(message);
    const first = this.seen.add(key);
    // Only history repeats itself; two live messages with one id are two messages.
    if (!first && message.said !== null) return;
    const { action, text } = splitAction(message.body);
    this.events.line({
      kind: 'said',
      key,
      nick: message.nick,
      body: text,
      action,
      at: message.said ?? new Date(),
      own: mine,
      mentionsMe: !mine && this.wanted !== '' && mentions(text, this.nick),
      history: message.said !== null,
    });
  }

  private onFailure(failure: StanzaFailure): void {
    if (failure.stanza === 'message') {
      const pending = this.unreflected.get(failure.id);
      if (!pending) return;
      clearTimeout(pending.timer);
      this.unreflected.delete(failure.id);
      this.events.returned(pending.body, sendRefusal(failure));
    } else if (failure.stanza === 'iq') {
      if (failure.id === this.pingId) this.pingRefused(failure.condition);
    } else if (this.state === 'joined') {
      this.changeRefused(failure);
    } else if (failure.condition === 'conflict' && this.joinTries < JOIN_TRIES) {
      this.join(this.wanted ? suggestNickname(this.wanted, this.random) : guestNickname(this.random));
    } else {
      this.removed(joinRefusal(failure));
    }
  }

  private changeRefused(failure: StanzaFailure): void {
    const change = this.change;
    if (!change || (failure.id !== '' && failure.id !== change.id)) return;
    this.change = null;
    if (change.silent) return;
    const suggestion = failure.condition === 'conflict' ? suggestNickname(change.nick, this.random) : '';
    this.events.nicknameRefused(nicknameRefusal(failure), suggestion);
    if (change.first !== '') this.events.returned(change.first, '');
  }

  private askNickname(nick: string, first: string, silent: boolean): void {
    this.change = { id: this.nextId(), nick, first, silent };
    this.link?.send({ kind: 'change-nick', id: this.change.id, room: this.room, nick });
  }

  private notReflected(id: string): void {
    const pending = this.unreflected.get(id);
    if (!pending) return;
    this.unreflected.delete(id);
    this.events.returned(pending.body, 'The message may not have arrived.');
    this.ping();
  }

  /** XEP-0410 1.1: a room that lost us, or a connection that died quietly, shows in the answer to a ping of ourselves. */
  private schedulePing(): void {
    clearTimeout(this.pingTimer);
    this.pingTimer = setTimeout(() => this.ping(), Math.round(this.times.pingEvery * (0.75 + 0.5 * this.random())));
  }

  private ping(): void {
    if (this.state !== 'joined' || !this.link) return;
    this.pingId = this.nextId();
    clearTimeout(this.pongTimer);
    this.pongTimer = setTimeout(() => this.lost('The chat connection was lost. Trying again…'), this.times.pongWithin);
    this.link.send({ kind: 'ping', id: this.pingId, to: occupantJid(this.room, this.nick) });
  }

  private ponged(): void {
    clearTimeout(this.pongTimer);
    this.pingId = '';
    this.schedulePing();
    // The old connection of ours that held the nickname may be gone by now.
    if (this.wanted !== '' && this.nick !== this.wanted && !this.change) this.askNickname(this.wanted, '', true);
  }

  private pingRefused(condition: string): void {
    if (condition === 'not-acceptable') {
      clearTimeout(this.pongTimer);
      this.become('connecting', 'Coming back to the chat…');
      this.joinTries = 0;
      this.join(this.wanted || this.nick);
    } else {
      this.ponged();
    }
  }

  private removed(because: Farewell): void {
    if (because.next === 'rejoin') {
      this.lost(because.words);
      return;
    }
    this.stopped = true;
    this.drop();
    this.mayRejoin = because.next === 'ask';
    this.events.line({ kind: 'notice', text: because.words });
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
    for (const timer of [this.retryTimer, this.joinTimer, this.pingTimer, this.pongTimer]) clearTimeout(timer);
    this.retryTimer = undefined;
    this.pingId = '';
    const link = this.link;
    this.link = null;
    link?.close();
    const change = this.change;
    this.change = null;
    if (change && change.first !== '') this.events.returned(change.first, '');
    for (const { body, timer } of this.unreflected.values()) {
      clearTimeout(timer);
      this.events.returned(body, 'The connection was lost before the message arrived.');
    }
    this.unreflected.clear();
  }

  private become(state: RoomView['state'], words: string): void {
    this.state = state;
    this.words = words;
    if (state !== 'offline') this.mayRejoin = false;
    if (state === 'offline') this.transport = null;
    this.publish();
  }

  private publish(): void {
    this.events.changed(this.view);
  }

  private nextId(): string {
    return `w${(++this.ids).toString(36)}-${Math.floor(this.random() * 36 ** 6).toString(36)}`;
  }
}

type Timer = ReturnType<typeof setTimeout> | undefined;

function keyOf(message: RoomMessage): string {
  if (message.stanzaId !== '') return `s ${message.stanzaId}`;
  if (message.id !== '') return `i ${message.nick} ${message.id}`;
  return `b ${message.nick} ${message.body}`;
}
