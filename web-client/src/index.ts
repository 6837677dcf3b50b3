import { askChannels } from './site/api';
import { liveFirst, summary } from './site/channel-list';
import { ChannelCards } from './ui/channel-cards';
import { element, setText } from './ui/dom';

const EVERY = 10_000;
const cards = new ChannelCards(element('channels', HTMLElement));
const words = element('summary', HTMLElement);
const empty = element('empty', HTMLElement);

let timer: ReturnType<typeof setTimeout> | undefined;
let asking = false;

async function refresh(): Promise<void> {
  if (asking) return;
  asking = true;
  clearTimeout(timer);
  const answer = await askChannels();
  asking = false;
  if (answer.kind === 'found') {
    const channels = liveFirst(answer.value);
    cards.show(channels);
    empty.hidden = channels.length > 0;
    setText(words, summary(channels));
  } else {
    setText(words, 'The server cannot be reached. Trying again…');
  }
  timer = setTimeout(() => void refresh(), EVERY * (document.hidden ? 3 : 1) * (0.75 + Math.random() / 2));
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void refresh();
});
void refresh();
