/** Texts of a workbook: its table of shared ones, runs of differently formatted text, and escapes. */
import type { Parts } from './parts';
import { readXml } from './xml';

/** Undoes the escapes of what XML cannot hold (ECMA-376 part 1, 22.9.2.19), and has one kind of line end. */
export const plainText = (text: string): string =>
  text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\r\n?/g, '\n')
    .trim();

/**
 * Gathers the text of one item: the runs one after the other, without the readings that an input method leaves beside
 * them (`rPh`).
 */
export function textRuns() {
  let text = '';
  let inText = false;
  let inReading = false;
  return {
    open: (name: string): void => {
      if (name === 'rPh') inReading = true;
      else if (name === 't') inText = !inReading;
    },
    close: (name: string): void => {
      if (name === 'rPh') inReading = false;
      else if (name === 't') inText = false;
    },
    add: (more: string): void => {
      if (inText) text += more;
    },
    /** What was gathered; the next item begins. */
    take: (): string => {
      const whole = plainText(text);
      text = '';
      return whole;
    },
  };
}

/** Those of the shared texts that are wanted, by number; the rest is passed over. */
export async function sharedTexts(
  parts: Parts,
  part: string | undefined,
  wanted: ReadonlySet<number>,
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  if (part === undefined || wanted.size === 0) return found;
  const runs = textRuns();
  let index = 0;
  await readXml(await parts.read(part), {
    open: runs.open,
    text: runs.add,
    close: (name) => {
      runs.close(name);
      if (name !== 'si') return;
      const text = runs.take();
      if (wanted.has(index)) found.set(index, text);
      index++;
    },
    enough: () => found.size === wanted.size,
  });
  return found;
}
