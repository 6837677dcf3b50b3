/** When to try again after a loss. Times are milliseconds. */

const FIRST = [1_000, 2_000] as const;
const SHORTEST = 2_000;
const LONGEST = 30_000;

/**
 * The first retry comes quickly, so that a restarted server is found soon. Later ones spread over 2 to 30 s, so that two thousand
 * viewers do not come back in the same second.
 *
 * @param failures how often it failed in a row, from 1
 * @param random uniform in [0, 1)
 */
export function reconnectDelay(failures: number, random: () => number): number {
  if (failures <= 1) return between(FIRST[0], FIRST[1], random);
  return between(SHORTEST, Math.min(LONGEST, SHORTEST * 2 ** (failures - 1)), random);
}

function between(low: number, high: number, random: () => number): number {
  return Math.round(low + (high - low) * random());
}
