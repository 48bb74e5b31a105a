/** What a ledger entry tells a clerk: which outcome for which powers, with whose reasons; nothing of hashes. */
import type { HistoryEntry } from '../api/types';
import { unpack } from '../../domain/procedure/ranges';

/** Words that were given for some powers. */
export interface GivenWords {
  readonly powers: readonly string[];
  readonly text: string;
}
/** What a person sent with an entry, as far as pages show it. */
export interface SentWithEntry {
  readonly role: string | undefined;
  /** Of the act as a whole (suspension, withdrawal, recall). */
  readonly reason: string | undefined;
  readonly comment: string | undefined;
  readonly words: readonly GivenWords[];
  readonly evidence: readonly { readonly id: string; readonly sha256: string }[];
  /** A note's text. */
  readonly text: string | undefined;
  /** What was filled in, laid out to be read. */
  readonly form: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * Reads what was sent from an entry's hashed content.
 *
 * @param codes the matter's items by position
 */
export function sentWith(entry: HistoryEntry, codes: readonly string[]): SentWithEntry {
  const command = fields(fields(JSON.parse(entry.content))['command']);
  const words = list(command['words']).flatMap((one): GivenWords[] => {
    const said = fields(one);
    const powers = unpack(text(said['powers']) ?? '').map((position) => codes[position] ?? `#${position}`);
    return [said['reason'], said['conditions']].flatMap((value) => {
      const given = text(value);
      return given === undefined ? [] : [{ powers, text: given }];
    });
  });
  const evidence = list(command['evidence']).flatMap((one) => {
    const id = text(fields(one)['id']);
    const sha256 = text(fields(one)['sha256']);
    return id === undefined || sha256 === undefined ? [] : [{ id, sha256 }];
  });
  return {
    role: text(fields(command['person'])['role']),
    reason: text(command['reason']),
    comment: text(command['comment']),
    words,
    evidence,
    text: text(fields(command['form'])['text']),
    form: Object.keys(fields(command['form'])).length > 0 ? JSON.stringify(command['form'], null, 2) : undefined,
  };
}
