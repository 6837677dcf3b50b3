import type { Line, SaidLine } from '../room/line';
import type { Announcer } from './announcer';
import { make } from './dom';
import { hueOf } from './hue';
import { splitLinks } from './links';

const KEPT = 200;
const BATCH = 100;
/** Closer to the end than this counts as reading the newest. Pixels. */
const AT_END = 40;

/** The lines of the chat: drawn together ten times a second at most, the latest 200 kept, never scrolling away from a reader. */
export class ChatLog {
  private waiting: Line[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unread = 0;
  private readonly clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

  constructor(
    private readonly log: HTMLElement,
    private readonly newButton: HTMLButtonElement,
    private readonly announcer: Announcer,
  ) {
    log.addEventListener('scroll', () => {
      if (this.atEnd()) this.read();
    }, { passive: true });
    log.addEventListener('keydown', (event) => this.walk(event));
    newButton.addEventListener('click', () => {
      this.toEnd();
      log.focus({ preventScroll: true });
    });
    new ResizeObserver(() => {
      if (this.unread === 0 && !this.reading()) this.toEnd();
    }).observe(log);
  }

  add(line: Line): void {
    this.waiting.push(line);
    if (this.waiting.length > KEPT) this.waiting.shift();
    this.timer ??= setTimeout(() => this.draw(), BATCH);
  }

  private draw(): void {
    this.timer = undefined;
    const lines = this.waiting;
    this.waiting = [];
    const follow = this.atEnd() && !this.reading();
    const fragment = document.createDocumentFragment();
    for (const line of lines) {
      fragment.append(line.kind === 'said' ? this.said(line) : make('p', 'line notice', line.text));
      if (line.kind === 'said' && !line.history && !line.own) this.announcer.add(line);
    }
    this.log.append(fragment);
    this.trim(follow);
    const own = lines.some((line) => line.kind === 'said' && line.own && !line.history);
    if (follow || own) {
      this.toEnd();
    } else {
      this.unread += lines.length;
      this.newButton.textContent = `${this.unread} new`;
      this.newButton.hidden = false;
    }
  }

  /** Browsers that do not anchor the scroll position would move the text under the reader's eyes. */
  private trim(follow: boolean): void {
    const extra = this.log.childElementCount - KEPT;
    if (extra <= 0) return;
    const before = this.log.scrollHeight;
    const top = this.log.scrollTop;
    for (let i = 0; i < extra; i++) this.log.firstElementChild?.remove();
    if (!follow) this.log.scrollTop = Math.max(0, top - (before - this.log.scrollHeight));
  }

  private said(line: SaidLine): HTMLElement {
    const row = make('p', 'line');
    row.tabIndex = -1;
    if (line.own) row.classList.add('own');
    if (line.mentionsMe) row.classList.add('mention');
    if (line.action) row.classList.add('action');
    const time = make('time', 'at', this.clock.format(line.at));
    time.dateTime = line.at.toISOString();
    const nick = make('span', `nick hue-${hueOf(line.nick)}`, line.nick);
    const text = make('span', 'text');
    for (const piece of splitLinks(line.body)) {
      if (piece.href === undefined) {
        text.append(piece.text);
        continue;
      }
      const link = make('a', '', piece.text);
      link.href = piece.href;
      link.target = '_blank';
      link.rel = 'noopener noreferrer nofollow';
      text.append(link);
    }
    row.append(time, ' ', nick, line.action ? ' ' : ': ', text);
    return row;
  }

  /** One line is one stop for the arrow keys. */
  private walk(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = document.activeElement?.closest('.line') ?? null;
    let next: Element | null | undefined;
    if (event.key === 'ArrowUp') next = at ? at.previousElementSibling : this.log.lastElementChild;
    else if (event.key === 'ArrowDown') next = at ? at.nextElementSibling : this.log.lastElementChild;
    else if (event.key === 'Home') next = this.log.firstElementChild;
    else if (event.key === 'End') next = this.log.lastElementChild;
    else return;
    event.preventDefault();
    if (next instanceof HTMLElement) {
      next.tabIndex = -1;
      next.focus();
    }
  }

  private reading(): boolean {
    const focused = document.activeElement;
    return focused !== this.log && this.log.contains(focused) && focused !== this.log.lastElementChild;
  }

  private atEnd(): boolean {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < AT_END;
  }

  private toEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
    this.read();
  }

  private read(): void {
    this.unread = 0;
    this.newButton.hidden = true;
  }
}
