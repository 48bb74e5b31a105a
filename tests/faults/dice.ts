/** What falls as it may in a storm, by a seed that is told: the same seed draws the same numbers in the same order. */

const given = process.env.FUQUAN_STORM_SEED;

/** FUQUAN_STORM_SEED, or one of this run's own. What processes and servers make of the draws is not in it. */
export const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);

/** A small generator (mulberry32): good enough for dice, and of one number. */
function generator(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
let draw = generator(seed);

/** From here on what this seed draws. */
export const sow = (from: number): void => void (draw = generator(from));

export const some = (below: number): number => Math.floor(draw() * below);
export const chance = (of: number): boolean => draw() < of;
export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
