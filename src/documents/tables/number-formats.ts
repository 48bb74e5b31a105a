/** How a workbook shows its numbers (ECMA-376 part 1, 18.8): which of them are days, and which have zeros in front. */
import type { Parts } from './parts';
import { readXml } from './xml';

/** What a cell's style makes of a number. */
export type NumberFormat =
  | { readonly shows: 'number' }
  | { readonly shows: 'day' | 'moment' | 'time' }
  /** At least so many digits, with a text in front. */
  | { readonly shows: 'digits'; readonly digits: number; readonly before: string };

const number: NumberFormat = { shows: 'number' };
const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
// formats without a code of their own; a Chinese Excel writes 年月日 as 31, 57 and 58, which other tables leave out
const days = new Set([14, 15, 16, 17, ...range(27, 31), 36, ...range(50, 54), 57, 58]);
const times = new Set([18, 19, 20, 21, ...range(32, 35), 45, 46, 47, 55, 56]);

function ofCode(code: string): NumberFormat {
  const [first = ''] = code.split(';');
  const padded = /^(?:"([^"]*)"|)(0{2,})$/.exec(first);
  if (padded) return { shows: 'digits', before: padded[1] ?? '', digits: padded[2]?.length ?? 0 };
  const prefixed = /^"([^"]+)"0$/.exec(first);
  if (prefixed) return { shows: 'digits', before: prefixed[1] ?? '', digits: 1 };
  // what is quoted, escaped or in brackets (colours, conditions, languages) is no part of the pattern; [h] counts hours
  const bare = first
    .replace(/"[^"]*"|[\\_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/general/gi, '')
    .replace(/e[+-]/gi, '')
    .toLowerCase();
  const hasTime = /[hs]/.test(bare);
  // aaa and aaaa are weekdays (星期), e is the year: signs of East Asian formats
  const hasDay = /[yde]|aaa/.test(bare) || (bare.includes('m') && !hasTime);
  if (hasDay) return { shows: hasTime ? 'moment' : 'day' };
  return hasTime ? { shows: 'time' } : number;
}

function ofId(id: number, codes: ReadonlyMap<number, string>): NumberFormat {
  const code = codes.get(id);
  if (code !== undefined) return ofCode(code);
  if (id === 22) return { shows: 'moment' };
  return days.has(id) ? { shows: 'day' } : times.has(id) ? { shows: 'time' } : number;
}

/** The formats of a workbook's cells by the number of their style. */
export async function numberFormats(parts: Parts, part: string | undefined): Promise<readonly NumberFormat[]> {
  if (part === undefined || !parts.has(part)) return [];
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  await readXml(await parts.read(part), {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) ids.push(Number(numFmtId ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return ids.map((id) => ofId(id, codes));
}

const dayMs = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');
// Excel counts a 29 February 1900, as Lotus did: after it the days begin one earlier
const firstDay = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;
export type DateSystem = keyof typeof firstDay;
const lastDay = 2_958_465;

/** A number of days as a day in ISO 8601, with the time of day where the format shows one. */
function moment(serial: number, shows: 'day' | 'moment' | 'time', system: DateSystem): string {
  const seconds = Math.round(serial * 86_400);
  const [wholeDays, left] = [Math.floor(seconds / 86_400), seconds % 86_400];
  const time = `${two(Math.floor(left / 3_600))}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
  if (shows === 'time' && wholeDays === 0) return time;
  const early = system === 1900 && wholeDays < 60 ? 1 : 0;
  const day = new Date(firstDay[system] + (wholeDays + early) * dayMs).toISOString().slice(0, 10);
  return shows === 'day' || left === 0 ? day : `${day} ${time}`;
}

/**
 * A number as its cell shows it, as far as that matters to what is read: days as days, zeros in front, and no more than
 * the fifteen digits that a spreadsheet keeps.
 */
export function shownNumber(value: number, format: NumberFormat, system: DateSystem): string {
  const isDay = format.shows === 'day' || format.shows === 'moment' || format.shows === 'time';
  if (isDay && value >= 0 && value <= lastDay) return moment(value, format.shows, system);
  const plain = String(Number(value.toPrecision(15)));
  return format.shows === 'digits' && /^\d+$/.test(plain) ? format.before + plain.padStart(format.digits, '0') : plain;
}
