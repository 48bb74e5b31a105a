import { createColors } from 'picocolors';

/** Colour where a person looks on; a build machine that is told `CI` is no person, and a file is none. */
export const colours = createColors(
  Boolean(process.stdout.isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
);
