import type { Line } from '../room/line';
import type { RoomView } from '../room/room-client';
import { Announcer, type AnnounceMode } from './announcer';
import { ChatLog } from './chat-log';
import { element, setText } from './dom';
import type { Preferences } from './preferences';

export interface ChatActions {
  introduce(nick: string, first: string): void;
  say(text: string): void;
  rejoin(): void;
}

const HINT_STAYS = 8_000;

/** The chat beside the picture: log, nickname, message. Never takes the focus except in answer to the person's own key. */
export class ChatPanel {
  private readonly form = element('chat-form', HTMLFormElement);
  private readonly nickRow = element('nickname-row', HTMLElement);
  private readonly nickInput = element('nickname-input', HTMLInputElement);
  private readonly knownRow = element('known-row', HTMLElement);
  private readonly knownNick = element('known-nick', HTMLElement);
  private readonly input = element('chat-input', HTMLInputElement);
  private readonly hint = element('chat-hint', HTMLElement);
  private readonly status = element('chat-status', HTMLElement);
  private readonly subject = element('chat-subject', HTMLElement);
  private readonly rejoin = element('chat-rejoin', HTMLButtonElement);
  private readonly log: ChatLog;
  private view: RoomView | null = null;
  private changing = false;
  private hintTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly actions: ChatActions,
    private readonly preferences: Preferences,
  ) {
    const spoken = element('chat-announcer', HTMLElement);
    const announcer = new Announcer((text) => {
      spoken.textContent = text;
    });
    this.log = new ChatLog(element('chat-log', HTMLElement), element('chat-new', HTMLButtonElement), announcer);
    this.setUpAnnouncing(announcer);
    this.nickInput.value = preferences.read('nickname') ?? '';
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    element('change-nick', HTMLButtonElement).addEventListener('click', () => {
      this.changing = true;
      this.nickInput.value = this.view?.nick ?? '';
      this.show();
      this.nickInput.focus();
      this.nickInput.select();
    });
    this.nickInput.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.changing) {
        this.changing = false;
        this.show();
        this.input.focus();
      }
    });
    this.rejoin.addEventListener('click', () => actions.rejoin());
  }

  update(view: RoomView): void {
    this.view = view;
    setText(this.status, view.words);
    this.rejoin.hidden = !view.mayRejoin;
    this.subject.hidden = view.subject === '';
    setText(this.subject, view.subject);
    this.show();
  }

  add(line: Line): void {
    this.log.add(line);
  }

  focusInput(): void {
    (this.nickRow.hidden || this.nickInput.value !== '' ? this.input : this.nickInput).focus();
  }

  nicknameRefused(words: string, suggestion: string): void {
    this.changing = this.view?.chosen ?? false;
    this.show();
    if (suggestion !== '') this.nickInput.value = suggestion;
    this.tell(suggestion === '' ? words : `${words} How about ${suggestion}?`, true);
    this.nickInput.focus();
    this.nickInput.select();
  }

  nicknameAccepted(nick: string): void {
    this.preferences.write('nickname', nick);
    this.changing = false;
    this.tell('', false);
    const hadFocus = document.activeElement === this.nickInput;
    this.show();
    if (hadFocus) this.input.focus();
  }

  returned(text: string, words: string): void {
    if (this.input.value === '') this.input.value = text;
    if (words !== '') this.tell(words, true);
  }

  private submit(): void {
    const text = this.input.value.trim();
    const asked = !this.nickRow.hidden;
    if (asked && (this.nickInput.value.trim() !== '' || text === '')) {
      this.input.value = '';
      this.actions.introduce(this.nickInput.value, text);
    } else if (asked) {
      this.tell('Choose a nickname first.', true);
      this.nickInput.focus();
    } else if (text !== '') {
      this.input.value = '';
      this.tell('', false);
      this.actions.say(text);
    }
  }

  private show(): void {
    const known = (this.view?.chosen ?? false) && !this.changing;
    this.nickRow.hidden = known;
    this.knownRow.hidden = !known;
    setText(this.knownNick, this.view?.nick ?? '');
  }

  private tell(words: string, trouble: boolean): void {
    clearTimeout(this.hintTimer);
    setText(this.hint, words);
    this.hint.classList.toggle('trouble', trouble);
    if (words !== '') this.hintTimer = setTimeout(() => setText(this.hint, ''), HINT_STAYS);
  }

  private setUpAnnouncing(announcer: Announcer): void {
    const select = element('announce', HTMLSelectElement);
    const apply = (): void => {
      announcer.mode = select.value as AnnounceMode;
    };
    const kept = this.preferences.read('announce');
    if (kept !== null) select.value = kept;
    if (select.value === '') select.value = 'all';
    apply();
    select.addEventListener('change', () => {
      apply();
      this.preferences.write('announce', select.value);
    });
  }
}
