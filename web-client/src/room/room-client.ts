import type { FocusStatus, Incoming, LinkOpener, OccupantPresence, RoomMessage, StanzaFailure, TransportName } from '../xmpp/link';
import type { Line } from './line';
import { MessageLines } from './message-lines';
import { guestNickname, nicknameProblem, suggestNickname, tidyNickname } from './nickname';
import { Outbox } from './outbox';
import { Stay, type StayState } from './stay';
import { nicknameRefusal, sendRefusal } from './words';

export interface RoomView {
  readonly state: StayState;
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

const REFLECT_WITHIN = 12_000;
const FOCUS_NICK = 'focus';

interface NickChange {
  readonly id: string;
  readonly from: string;
  readonly nick: string;
  /** What the person wants to say under the new name. */
  readonly first: string;
  /** Not asked for just now, so nobody needs to hear of a refusal. */
  readonly silent: boolean;
}

/** One person in one room: reads under a made-up nickname, says things once a nickname is chosen. Knows nothing of the page. */
export class RoomClient {
  /** The nickname that the person chose; empty before. */
  private wanted = '';
  private subject = '';
  private change: NickChange | null = null;
  private readonly lines = new MessageLines();
  private readonly outbox: Outbox;
  private readonly stay: Stay;

  /** @param random uniform in [0, 1) */
  constructor(
    private readonly room: string,
    open: LinkOpener,
    private readonly events: RoomEvents,
    private readonly random: () => number = Math.random,
  ) {
    this.outbox = new Outbox(REFLECT_WITHIN, (body) => {
      events.returned(body, 'The message may not have arrived.');
      this.stay.check();
    });
    this.stay = new Stay(
      room,
      open,
      {
        nickname: (taken) => this.nickname(taken),
        changed: () => this.publish(),
        present: (nick) => this.present(nick),
        stanza: (stanza) => this.receive(stanza),
        alive: () => this.reclaim(),
        gone: () => this.gone(),
        removed: (words) => events.line({ kind: 'notice', text: words }),
      },
      random,
    );
  }

  get view(): RoomView {
    const { state, transport, nick, words, mayRejoin } = this.stay;
    return { state, transport, nick, chosen: this.wanted !== '', subject: this.subject, words, mayRejoin };
  }

  start(): void {
    this.stay.start();
  }

  /** Leaves and stays away until `start`. */
  stop(): void {
    this.stay.stop();
  }

  /** The person pressed the button that `mayRejoin` offers. */
  rejoin(): void {
    this.stay.stop();
    this.stay.start();
  }

  /** The server was seen alive: a waiting retry need not wait long. */
  wake(): void {
    this.stay.wake();
  }

  /** Takes a nickname, then says `first` if it is not empty. Answers come as events; a text that cannot be said comes back. */
  introduce(typed: string, first: string): void {
    const nick = tidyNickname(typed);
    const problem = nicknameProblem(nick);
    if (problem !== null) {
      this.events.nicknameRefused(problem, '');
      this.giveBack(first);
    } else if (this.stay.state !== 'joined') {
      this.events.returned(first, 'The chat is not connected. Try again in a moment.');
    } else if (nick === this.stay.nick) {
      this.accept(nick, first);
    } else {
      if (this.change) this.giveBack(this.change.first);
      this.askNickname(nick, first, false);
    }
  }

  /** Says something, or obeys `/nick NAME`. */
  say(text: string): void {
    const command = /^\/nick(?:\s+(.*))?$/su.exec(text);
    if (command) {
      this.introduce(command[1] ?? '', '');
    } else if (this.wanted === '') {
      this.events.nicknameRefused('Choose a nickname first.', '');
      this.giveBack(text);
    } else if (this.stay.state !== 'joined') {
      this.events.returned(text, 'The chat is not connected, so nothing was sent.');
    } else {
      const id = this.stay.nextId();
      this.outbox.add(id, text);
      this.stay.send({ kind: 'say', id, room: this.room, body: text });
    }
  }

  private nickname(taken: boolean): string {
    if (this.wanted === '') return guestNickname(this.random);
    return taken ? suggestNickname(this.wanted, this.random) : this.wanted;
  }

  /** Joined, or a change of nickname is done; the room may have prepared the name in its own way (RFC 8265). */
  private present(nick: string): void {
    const { change } = this;
    if (!change || nick === change.from) return;
    this.change = null;
    this.accept(nick, change.first);
  }

  private accept(nick: string, first: string): void {
    this.wanted = nick;
    this.publish();
    this.events.nicknameAccepted(nick);
    if (first !== '') this.say(first);
  }

  private receive(stanza: Incoming): void {
    if (stanza.kind === 'failure') this.onFailure(stanza);
    else if (stanza.kind === 'result' || stanza.room !== this.room) return;
    else if (stanza.kind === 'presence') this.onOthersPresence(stanza);
    else if (stanza.kind === 'message') this.onMessage(stanza);
    else this.onSubject(stanza.text);
  }

  private onOthersPresence({ nick, available, focus }: OccupantPresence): void {
    if (nick === FOCUS_NICK && available && focus) this.events.focus(focus);
  }

  private onMessage(message: RoomMessage): void {
    const own = message.nick !== '' && message.nick === this.stay.nick && (message.said === null || this.outbox.said(message.id));
    if (own) this.outbox.take(message.id);
    const line = this.lines.line(message, this.wanted === '' ? '' : this.stay.nick, own);
    if (line) this.events.line(line);
  }

  private onSubject(text: string): void {
    if (text === this.subject) return;
    this.subject = text;
    this.publish();
  }

  private onFailure(failure: StanzaFailure): void {
    if (failure.stanza === 'message') {
      const body = this.outbox.take(failure.id);
      if (body !== null) this.events.returned(body, sendRefusal(failure));
    } else if (failure.stanza === 'presence') {
      this.changeRefused(failure);
    }
  }

  private changeRefused(failure: StanzaFailure): void {
    const { change } = this;
    if (!change || (failure.id !== '' && failure.id !== change.id)) return;
    this.change = null;
    if (change.silent) return;
    const suggestion = failure.condition === 'conflict' ? suggestNickname(change.nick, this.random) : '';
    this.events.nicknameRefused(nicknameRefusal(failure), suggestion);
    this.giveBack(change.first);
  }

  private askNickname(nick: string, first: string, silent: boolean): void {
    this.change = { id: this.stay.nextId(), from: this.stay.nick, nick, first, silent };
    this.stay.send({ kind: 'change-nick', id: this.change.id, room: this.room, nick });
  }

  /** An old connection of ours that held the nickname may be gone by now. */
  private reclaim(): void {
    if (this.wanted !== '' && this.stay.nick !== this.wanted && !this.change) this.askNickname(this.wanted, '', true);
  }

  private gone(): void {
    const { change } = this;
    this.change = null;
    if (change) this.giveBack(change.first);
    for (const body of this.outbox.empty()) this.events.returned(body, 'The connection was lost before the message arrived.');
  }

  private giveBack(text: string): void {
    if (text !== '') this.events.returned(text, '');
  }

  private publish(): void {
    this.events.changed(this.view);
  }
}
