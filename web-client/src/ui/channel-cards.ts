import type { Channel } from '../site/api';
import { make, setText } from './dom';
import { hueOf } from './hue';

const BADGES = { live: 'Live', starting: 'Starting', offline: 'Offline' } as const;

/** The cards of the list. Cards stay the same elements while their channel is there, so that the focus survives a refresh. */
export class ChannelCards {
  private readonly cards = new Map<string, HTMLElement>();

  constructor(private readonly list: HTMLElement) {}

  show(channels: readonly Channel[]): void {
    const names = new Set(channels.map((channel) => channel.name));
    for (const [name, card] of this.cards) {
      if (names.has(name)) continue;
      card.remove();
      this.cards.delete(name);
    }
    channels.forEach((channel, place) => {
      const card = this.cards.get(channel.name) ?? this.add(channel.name);
      this.fill(card, channel);
      if (this.list.children[place] !== card) this.list.insertBefore(card, this.list.children[place] ?? null);
    });
  }

  private add(name: string): HTMLElement {
    const card = make('li', `card hue-${hueOf(name)}`);
    const poster = make('div', 'poster', [...name][0]?.toUpperCase() ?? '');
    poster.setAttribute('aria-hidden', 'true');
    const heading = make('h2', '');
    heading.append(make('a', ''));
    card.append(poster, heading, make('p', ''), make('span', 'badge'));
    this.cards.set(name, card);
    return card;
  }

  private fill(card: HTMLElement, channel: Channel): void {
    card.dataset['state'] = channel.state;
    const link = card.querySelector('a');
    const about = card.querySelector('p');
    const badge = card.querySelector<HTMLElement>('.badge');
    if (!link || !about || !badge) return;
    link.href = channel.page;
    setText(link, channel.title);
    setText(about, [channel.title === channel.name ? '' : channel.name, channel.language].filter((part) => part !== '').join(' · '));
    setText(badge, BADGES[channel.state]);
    badge.dataset['state'] = channel.state;
  }
}
