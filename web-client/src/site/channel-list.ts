import type { Channel, OnAir } from './api';

const RANK: Record<OnAir, number> = { live: 0, starting: 1, offline: 2 };

/** Live first, then what starts, then the rest; each by title. */
export function liveFirst(channels: readonly Channel[]): Channel[] {
  return [...channels].sort((a, b) => RANK[a.state] - RANK[b.state] || a.title.localeCompare(b.title) || a.name.localeCompare(b.name));
}

export function summary(channels: readonly Channel[]): string {
  if (channels.length === 0) return '';
  const live = channels.filter((channel) => channel.state === 'live').length;
  if (live === 0) return 'Nobody is live at the moment.';
  return live === 1 ? 'One channel is live.' : `${live} channels are live.`;
}
