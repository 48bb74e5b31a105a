/** How `fuquan` shows things: a table and colour for people, JSON for programs. */
import Table from 'cli-table3';
import { colours } from './colours';
import { powerStates, transferStates } from '../domain/power-transfer/states';
import { transferSteps } from '../domain/power-transfer/steps';
import type { Words } from '../domain/procedure/step';
import type { Context, Language } from './context';

/** A value as JSON where `--json` was given, else what `people` writes of it. */
export function show(context: Context, value: unknown, people: () => string): void {
  context.terminal.out(context.json ? `${JSON.stringify(value, null, 2)}\n` : `${people()}\n`);
}

/** A table without lines between its rows; the words of its head in the reader's language. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const none = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
  };
  const lines = new Table({
    head: head.map((word) => colours.bold(word)),
    chars: {
      ...none,
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '  ',
    },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) lines.push([...row]);
  return lines.toString();
}

/** `n` lines with what they are, `word: value`. */
export function fields(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([word, value]) => `${colours.dim(word)}  ${value}`).join('\n');
}

const stepTitles = new Map<string, Words>(transferSteps.map(({ code, title }) => [code, title]));
const outcomeTitles = new Map<string, Words>(
  transferSteps.flatMap(({ code, outcomes }) =>
    Object.entries<Words>(outcomes).map(([outcome, title]): [string, Words] => [`${code}/${outcome}`, title]),
  ),
);
const wordsOfStates = new Map<string, Words>([...Object.entries(powerStates), ...Object.entries(transferStates)]);

/** A step's title; its code where it is not known. */
export const stepTitle = (code: string, language: Language): string => stepTitles.get(code)?.[language] ?? code;
/** An outcome's title; its code where it is not known. */
export const outcomeTitle = (step: string, outcome: string, language: Language): string =>
  outcomeTitles.get(`${step}/${outcome}`)?.[language] ?? outcome;

const ended = new Set([
  'not-needed',
  'not-capable',
  'refused',
  'unlawful',
  'not-adopted',
  'recalled',
  'expired',
  'withdrawn',
]);

/** A state in words and colour. */
export function stateWord(state: string, language: Language): string {
  const word = wordsOfStates.get(state)?.[language] ?? state;
  if (state === 'in-force') return colours.green(word);
  if (ended.has(state)) return colours.red(word);
  return state === 'suspended' ? colours.yellow(word) : word;
}

/** An instant as offices write it: date and time in Shanghai. */
export function when(instant: string | null | undefined): string {
  if (instant == null) return '-';
  const shanghai = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return shanghai.slice(0, 16).replace('T', ' ');
}

/** Codes in a row, at most `most` of them. */
export function some(codes: readonly string[], most = 4): string {
  return codes.length <= most ? codes.join(' ') : `${codes.slice(0, most).join(' ')} … (${codes.length})`;
}
