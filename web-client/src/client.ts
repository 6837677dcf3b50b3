import { askChannel, askSite, channelNameOf, type Channel, type Site } from './site/api';
import { converseSettings, type ConverseSettings } from './site/converse-settings';
import { element, setText } from './ui/dom';

interface Converse {
  initialize(settings: ConverseSettings): Promise<void>;
}

const ASSETS = '/converse';
const AGAIN = 3_000;
const name = channelNameOf(location.pathname);
const words = element('words', HTMLElement);

void begin();

async function begin(): Promise<void> {
  const [channel, site] = await Promise.all([askChannel(name), askSite()]);
  if (channel.kind === 'unknown') {
    setText(words, `There is no channel called “${name}” here.`);
    return;
  }
  if (channel.kind !== 'found' || site.kind !== 'found') {
    setText(words, 'The server cannot be reached. Trying again…');
    setTimeout(() => void begin(), AGAIN);
    return;
  }
  await open(channel.value, site.value);
}

async function open(channel: Channel, site: Site): Promise<void> {
  document.title = `${channel.title} chat · Stanzacast`;
  setText(element('title', HTMLElement), channel.title);
  const back = element('watch-link', HTMLAnchorElement);
  back.href = channel.page;
  back.hidden = false;
  try {
    await loadStyles(`${ASSETS}/converse.min.css`);
    const { default: converse } = (await import(/* @vite-ignore */ `${ASSETS}/converse.min.js`)) as { default: Converse };
    words.hidden = true;
    await converse.initialize(converseSettings(channel, site, ASSETS, Math.random));
  } catch {
    words.hidden = false;
    setText(words, 'The chat client could not be loaded. Reload the page to try again.');
  }
}

/** Converse's half megabyte of styles comes only when it is needed, and before its script draws. */
function loadStyles(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error(`${href} did not load`)));
    document.head.append(link);
  });
}
