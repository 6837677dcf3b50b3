import { choosePlayback, type PlaybackFactory } from './player/playback';
import { hlsCanRun, openHlsPlayback } from './player/hls-playback';
import { openNativePlayback } from './player/native-playback';
import { Player } from './player/player';
import { RoomClient } from './room/room-client';
import { askChannel, askSite, channelNameOf, type Channel, type Site } from './site/api';
import { ChannelWatch, type ChannelState } from './site/channel-watch';
import { ChatPanel } from './ui/chat-panel';
import { element, setText } from './ui/dom';
import { setUpHelp } from './ui/help';
import { PlayerControls } from './ui/player-controls';
import { Preferences } from './ui/preferences';
import { Stage } from './ui/stage';
import { openStropheLink } from './xmpp/strophe-link';
import { preferringWebSocket } from './xmpp/transport';

const root = document.documentElement;
const name = channelNameOf(location.pathname);
const preferences = new Preferences(() => localStorage);
const stage = new Stage();
const video = element('video', HTMLVideoElement);

let state: ChannelState | null = null;
let channel: Channel | null = null;
let played = false;
let room: RoomClient | null = null;

const player = new Player(video, playbackFactory(), {
  changed: (view) => {
    played ||= view.phase === 'playing';
    controls.update(view);
    show();
  },
  interrupted: () => watch.now(),
});
const controls = new PlayerControls(player, preferences);
const panel = new ChatPanel(
  {
    introduce: (nick, first) => (room ? room.introduce(nick, first) : panel.returned(first, 'The chat is not connected yet.')),
    say: (text) => (room ? room.say(text) : panel.returned(text, 'The chat is not connected yet.')),
    rejoin: () => room?.rejoin(),
  },
  preferences,
);
const watch = new ChannelWatch(
  () => askChannel(name),
  () => ({ hidden: document.hidden, told: room?.view.state === 'joined' }),
  {
    changed: (now, known) => {
      state = now;
      channel = known;
      follow();
    },
    reachableAgain: () => room?.wake(),
  },
);

root.dataset['chatState'] = 'connecting';
setUpHelp(player, controls, panel, preferences);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) watch.now();
});
addEventListener('online', () => {
  watch.now();
  room?.wake();
});
addEventListener('pagehide', () => room?.stop());
addEventListener('pageshow', (event) => {
  if (event.persisted) room?.start();
});
show();
watch.start();

/** A new answer about the channel: the picture follows it. */
function follow(): void {
  if (state === 'live' && channel) player.play(channel.playlist);
  else if (state === 'unknown') player.stop();
  else if (state !== 'unreachable') player.drain();
  if (channel) {
    describe(channel);
    if (!room) void enterRoom(channel);
  }
  show();
}

function show(): void {
  const { view } = player;
  // While the picture runs, a server that does not answer is no error to the viewer.
  if (state !== null && !(state === 'unreachable' && view.phase === 'playing')) {
    root.dataset['state'] = state === 'unknown' || state === 'unreachable' ? 'error' : state;
  }
  root.dataset['phase'] = view.phase;
  root.classList.toggle('no-channel', state === 'unknown');
  stage.show({ state, channel, name, phase: view.phase, played });
}

function describe({ title, language, room: address, client }: Channel): void {
  document.title = `${title} · Stanzacast`;
  setText(element('title', HTMLElement), title);
  setText(element('facts', HTMLElement), languageName(language));
  element('client-link', HTMLAnchorElement).href = client;
  const link = element('room-link', HTMLAnchorElement);
  link.href = `xmpp:${address}?join`;
  setText(link, address);
  element('elsewhere', HTMLElement).hidden = false;
}

let entering = false;

async function enterRoom({ room: address }: Channel): Promise<void> {
  if (entering) return;
  entering = true;
  const asked = performance.now();
  const site = await askSite();
  entering = false;
  // The next answer about the channel brings us here again.
  if (site.kind !== 'found') return;
  room = new RoomClient(address, linkOpener(site.value, performance.now() - asked), {
    changed: (view) => {
      root.dataset['chatState'] = view.state;
      if (view.transport) root.dataset['transport'] = view.transport;
      else delete root.dataset['transport'];
      panel.update(view);
    },
    line: (line) => panel.add(line),
    nicknameRefused: (words, suggestion) => panel.nicknameRefused(words, suggestion),
    nicknameAccepted: (nick) => panel.nicknameAccepted(nick),
    returned: (text, words) => panel.returned(text, words),
    focus: (status) => watch.hint(status),
  });
  room.start();
}

/** A WebSocket that says nothing within 1.5 s is given up for BOSH; on a slow line, where a plain question took long, later. */
function linkOpener({ guestDomain, websocket, bosh }: Site, roundTrip: number): ReturnType<typeof preferringWebSocket> {
  const probe = Math.min(6_000, Math.max(1_500, 4 * roundTrip));
  return preferringWebSocket((transport, events) =>
    openStropheLink(
      {
        transport,
        path: transport === 'websocket' ? websocket : bosh,
        guestDomain,
        answerWithin: transport === 'websocket' ? probe : 10_000,
        loginWithin: 15_000,
      },
      events,
    ),
  );
}

function playbackFactory(): PlaybackFactory {
  const kind = choosePlayback({
    hls: hlsCanRun(),
    mediaSource: 'MediaSource' in window,
    native: video.canPlayType('application/vnd.apple.mpegurl') !== '',
  });
  root.dataset['player'] = kind;
  return kind === 'hls' ? openHlsPlayback : openNativePlayback;
}

function languageName(code: string): string {
  if (code === '') return '';
  try {
    return new Intl.DisplayNames([navigator.language], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
