/**
 * The system's ledger: one chain over what was done to the system itself (edits, roles, keys, rebuilds, sign-ins). An entry
 * holds its note whole. Of an edit it also holds the digest of the row in the record of edits, and of each thing edited how
 * it stood then: so a row that was changed past the record is found although it is in no chain itself.
 */
import { createHash, createHmac, hkdfSync } from 'node:crypto';
import type { SystemNoteKind } from '../domain/system-notes';
import { canonical } from './canonical';
import { hashOf } from './chain';

/** The name of this chain among the heads of a checkpoint. No transfer is called so. */
export const systemChain = 'system';

const format = 'fuquan-system/1';

/** The kind of the first entry: what was there when the ledger was begun. */
export const beginningKind = 'what-was-there' satisfies SystemNoteKind;

/** Kinds of things whose rows are compared with how the last edit left them. */
export const stoodKinds = ['account', 'organisation', 'officer', 'power', 'settings', 'calendar'] as const;
export type StoodKind = (typeof stoodKinds)[number];
/** Digests of things as they stood, by kind and name; null: it was not there any more. */
export type Stands = { readonly [kind in StoodKind]?: { readonly [subject: string]: string | null } };

/** A note as an entry holds it. */
export interface NoteContent {
  readonly note: number;
  readonly kind: string;
  /** Whose doing; null: the system's own, or somebody's at the machine itself. */
  readonly by: string | null;
  /** RFC 3339, to the microsecond. */
  readonly at: string;
  readonly content: object;
}

/** What an entry says beside its note. */
export interface Beside {
  /** Digest of the row of the record of edits that the note tells of. */
  readonly row?: string | undefined;
  readonly stands?: Stands | undefined;
  /** Names the key of the keyed digests ({@link DigestKey.id}); left out where there are none. */
  readonly keyed?: string | undefined;
}

/** An entry as it is stored. */
export interface SystemRow {
  /** From 1, without gaps. */
  readonly seq: number;
  readonly note: number;
  readonly previous: string;
  /** SHA-256 in lower-case hex ({@link hashOf}). */
  readonly hash: string;
  /** Canonical JSON. */
  readonly content: string;
}

/** Where the chain stands. */
export interface SystemHead {
  readonly seq: number;
  readonly hash: string;
}

/** The content of an entry, as text that is hashed. */
export const systemContent = (seq: number, { note, kind, by, at, content }: NoteContent, beside: Beside): string =>
  canonical({ format, seq, note, kind, by, at, content, ...beside });

/** The row that follows a head. */
export function nextRow({ seq, hash }: SystemHead, note: NoteContent, beside: Beside): SystemRow {
  const content = systemContent(seq + 1, note, beside);
  return { seq: seq + 1, note: note.note, previous: hash, hash: hashOf(hash, content), content };
}

/** A key for digests of what nobody shall guess from them. */
export interface DigestKey {
  readonly id: string;
  readonly secret: Buffer;
}

/** The key for digests, derived from the thirty-two bytes that seal personal data. */
export function digestKeyOf(key: Buffer): DigestKey {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'fuquan system ledger digests', 32));
  return { secret, id: createHmac('sha256', secret).update('id').digest('hex').slice(0, 16) };
}

/** What tells of people: their digests are keyed, for who has few possible values could be guessed from a plain one. */
const ofPeople: ReadonlySet<string> = new Set(['account', 'officer', 'certificate']);

/** Whether a thing's digest is keyed. */
export const isKeyed = (kind: string): boolean => ofPeople.has(kind);

const hex = (text: string, key: DigestKey | undefined): string =>
  (key ? createHmac('sha256', key.secret) : createHash('sha256')).update(text).digest('hex');

/** The digest of a thing of a kind: plain SHA-256, keyed where it tells of people. */
export const digestOfThing = (kind: string, thing: unknown, key: DigestKey): string =>
  hex(canonical(thing), isKeyed(kind) ? key : undefined);

/** A keyed digest of a short text: what somebody typed as a user name, say. */
export const keyedName = (text: string, key: DigestKey): string => hex(text, key).slice(0, 16);

/** A keyed digest over many things in their order. */
export function keyedDigestOf(things: readonly unknown[], key: DigestKey): string {
  return hex(things.map(canonical).join('\n'), key);
}
