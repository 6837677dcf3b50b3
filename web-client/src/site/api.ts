/** The server's JSON API, on this page's own origin. Answers are checked, since a proxy may put its own page in between. */

export type OnAir = 'offline' | 'starting' | 'live';

export interface Channel {
  readonly name: string;
  readonly title: string;
  readonly language: string;
  readonly state: OnAir;
  readonly room: string;
  readonly playlist: string;
  readonly page: string;
  readonly client: string;
}

export interface Site {
  readonly domain: string;
  readonly guestDomain: string;
  readonly roomsDomain: string;
  readonly websocket: string;
  readonly bosh: string;
}

export type Answer<T> = { readonly kind: 'found'; readonly value: T } | { readonly kind: 'unknown' } | { readonly kind: 'unreachable' };

const TIMEOUT = 8_000;

export function askChannel(name: string): Promise<Answer<Channel>> {
  return ask(`/api/channels/${encodeURIComponent(name)}`, parseChannel);
}

export function askChannels(): Promise<Answer<readonly Channel[]>> {
  return ask('/api/channels', (json) => {
    const { channels } = record(json);
    if (!Array.isArray(channels)) throw new TypeError(`channels: ${typeof channels} (expected: a list)`);
    return channels.map(parseChannel);
  });
}

export function askSite(): Promise<Answer<Site>> {
  return ask('/api/site', (json) => {
    const site = record(json);
    return {
      domain: text(site, 'domain'),
      guestDomain: text(site, 'guestDomain'),
      roomsDomain: text(site, 'roomsDomain'),
      websocket: path(site, 'websocket'),
      bosh: path(site, 'bosh'),
    };
  });
}

export function parseChannel(json: unknown): Channel {
  const channel = record(json);
  const state = text(channel, 'state');
  if (state !== 'offline' && state !== 'starting' && state !== 'live') throw new TypeError(`state: ${state} (expected: offline, starting or live)`);
  const name = text(channel, 'name');
  return {
    name,
    title: optional(channel, 'title') || name,
    language: optional(channel, 'language'),
    state,
    room: text(channel, 'room'),
    playlist: path(channel, 'playlist'),
    page: path(channel, 'page'),
    client: path(channel, 'client'),
  };
}

/** `/c/NAME` and `/client/NAME`: the name; empty if the path has none. */
export function channelNameOf(pathname: string): string {
  const [, , name = ''] = pathname.split('/');
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}

async function ask<T>(url: string, parse: (json: unknown) => T): Promise<Answer<T>> {
  try {
    const response = await fetch(url, { cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(TIMEOUT) });
    if (response.status === 404) return { kind: 'unknown' };
    if (!response.ok) return { kind: 'unreachable' };
    return { kind: 'found', value: parse(await response.json()) };
  } catch {
    return { kind: 'unreachable' };
  }
}

function record(json: unknown): Record<string, unknown> {
  if (typeof json !== 'object' || json === null) throw new TypeError(`answer: ${typeof json} (expected: an object)`);
  return json as Record<string, unknown>;
}

function text(from: Record<string, unknown>, key: string): string {
  const value = from[key];
  if (typeof value !== 'string' || value === '') throw new TypeError(`${key}: ${String(value)} (expected: text)`);
  return value;
}

function optional(from: Record<string, unknown>, key: string): string {
  const value = from[key];
  return typeof value === 'string' ? value : '';
}

/** A path on this origin: nothing is ever loaded from another host. */
function path(from: Record<string, unknown>, key: string): string {
  const value = text(from, key);
  if (!/^\/(?![/\\])/.test(value)) throw new TypeError(`${key}: ${value} (expected: a path on this site)`);
  return value;
}
