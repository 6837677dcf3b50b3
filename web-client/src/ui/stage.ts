import type { PlayerView } from '../player/player';
import type { Channel } from '../site/api';
import type { ChannelState } from '../site/channel-watch';
import { element, setText } from './dom';

export interface StageWords {
  readonly title: string;
  readonly text: string;
  readonly busy: boolean;
  /** Shows the way to the list of channels. */
  readonly link: boolean;
}

export interface Showing {
  readonly state: ChannelState | null;
  readonly channel: Channel | null;
  readonly name: string;
  readonly phase: PlayerView['phase'];
  /** The picture was seen since the page opened. */
  readonly played: boolean;
}

/** What stands over the picture; null while the picture itself is to be seen. */
export function stageWords({ state, channel, name, phase, played }: Showing): StageWords | null {
  const title = channel?.title ?? name;
  const seen = phase === 'playing' || phase === 'paused' || phase === 'blocked';
  if (state !== 'unknown' && seen) return null;
  switch (state) {
    case null:
      return { title: '', text: 'Loading…', busy: true, link: false };
    case 'unknown':
      return { title: 'No such channel', text: `There is no channel called “${name}” here.`, busy: false, link: true };
    case 'unreachable':
      return { title: 'Connection lost', text: 'The server cannot be reached. Trying again…', busy: true, link: false };
    case 'starting':
      return { title: 'Starting', text: `${title} will be on air in a moment.`, busy: true, link: false };
    case 'offline':
      return {
        title: played ? 'The broadcast has ended' : 'Offline',
        text: played ? 'When it begins again, the picture comes back here by itself.' : `${title} is not on air. When it begins, the picture comes here by itself.`,
        busy: false,
        link: false,
      };
    case 'live':
      if (phase === 'retrying') return { title: '', text: 'The picture was lost. Trying again…', busy: true, link: false };
      return { title: '', text: phase === 'waiting' ? '' : 'Loading the picture…', busy: true, link: false };
  }
}

const BADGES: Record<ChannelState, string> = { live: 'Live', starting: 'Starting', offline: 'Offline', unknown: '', unreachable: '' };

/** The curtain over the video, the badge beside the title, and the words that a screen reader hears about them. */
export class Stage {
  private readonly curtain = element('curtain', HTMLElement);
  private readonly title = element('curtain-title', HTMLElement);
  private readonly text = element('curtain-text', HTMLElement);
  private readonly link = element('curtain-link', HTMLElement);
  private readonly badge = element('badge', HTMLElement);
  private readonly status = element('status', HTMLElement);

  show(showing: Showing): void {
    const words = stageWords(showing);
    this.curtain.hidden = words === null;
    if (words) {
      setText(this.title, words.title);
      setText(this.text, words.text);
      this.curtain.classList.toggle('busy', words.busy);
      this.link.hidden = !words.link;
    }
    const { state } = showing;
    const badge = state === null ? '' : BADGES[state];
    setText(this.badge, badge);
    this.badge.hidden = badge === '';
    if (state !== null) this.badge.dataset['state'] = state;
    setText(this.status, spoken(words, state));
  }
}

function spoken(words: StageWords | null, state: ChannelState | null): string {
  if (words === null || state === 'live') return state === 'live' ? 'The broadcast is live.' : '';
  return [words.title, words.text].filter((part) => part !== '').join('. ');
}
