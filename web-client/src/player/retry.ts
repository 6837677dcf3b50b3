const FIRST = 1_000;
const LONGEST = 10_000;

/** Delay before the source is loaded again, in milliseconds. `failures` counts from 1, `random` is uniform in [0, 1). */
export function retryDelay(failures: number, random: () => number): number {
  return Math.round(Math.min(LONGEST, FIRST * 2 ** (failures - 1)) * (0.75 + 0.5 * random()));
}
