/** Files that are there in full or not at all. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** What a text holds as JSON; `undefined` where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Written whole or not at all: beside it first, then put in its place. */
export function writeWhole(file: string, text: string, mode: number): void {
  try {
    writeFileSync(`${file}.new`, text, { mode });
    renameSync(`${file}.new`, file);
  } catch (error) {
    rmSync(`${file}.new`, { force: true });
    throw error;
  }
}
