/** Recomputes the system's ledger and says what does not hold. Pure: what it is fed comes from wherever it was read. */
import { z } from 'zod';
import { canonical, isCanonical } from './canonical';
import { genesis, hashOf } from './chain';
import { readCheckpoint, type Checkpoint } from './checkpoint';
import {
  beginningKind,
  digestOfThing,
  isKeyed,
  keyedDigestOf,
  stoodKinds,
  systemChain,
  type DigestKey,
  type NoteContent,
  type StoodKind,
  type SystemRow,
} from './system-ledger';

/**
 * What is wrong.
 *
 * `missing`, `previous`, `hash`, `not-canonical`: as in the ledger of a transfer; `note`: its note is gone or says something
 * else; `edit`: the row of the record of edits is gone or says something else; `unnoted`: edits from before the ledger were
 * changed, or edits were put in without a note; `rewritten`: a checkpoint pinned another hash; `begun-twice`: the ledger was
 * begun anew; `stands`: a row is not as its last edit left it; `unrecorded`: a row that no edit made; `removed`: a row is
 * gone that no edit took away.
 */
export type SystemWhy =
  | 'missing'
  | 'previous'
  | 'hash'
  | 'not-canonical'
  | 'note'
  | 'edit'
  | 'unnoted'
  | 'rewritten'
  | 'begun-twice'
  | 'stands'
  | 'unrecorded'
  | 'removed';

/** One thing that does not hold: `#12` is an entry, `account admin` a row, `change_log` the record of edits. */
export interface SystemBroken {
  readonly where: string;
  readonly why: SystemWhy;
}

/** What a verification of the system's ledger found. */
export interface SystemVerdict {
  /** Entries read. */
  readonly count: number;
  /** Digests that could not be compared: they were made with another key, or no key was given. */
  readonly notCompared: number;
  readonly broken?: readonly SystemBroken[];
}

/** A row of the record of edits, as far as its digest covers it. */
export type EditRow = Readonly<Record<string, unknown>> & { readonly kind: string };

const stands = z.partialRecord(z.enum(stoodKinds), z.record(z.string(), z.string().nullable()));
const contentSchema = z.strictObject({
  format: z.literal('fuquan-system/1'),
  seq: z.int(),
  note: z.int(),
  kind: z.string(),
  by: z.string().nullable(),
  at: z.string(),
  content: z.looseObject({}),
  row: z.string().optional(),
  stands: stands.optional(),
  keyed: z.string().optional(),
});

/** As much of the first entry's content as later rows are held against. */
const beginning = z.looseObject({ edits: z.looseObject({ count: z.int(), digest: z.string() }) });

/** The content of an entry; undefined where it is none. */
export function readSystemContent(text: string): z.output<typeof contentSchema> | undefined {
  if (!isCanonical(text)) return undefined;
  return contentSchema.safeParse(JSON.parse(text)).data;
}

const mostTold = 100;
const keyOf = (kind: string, subject: string): string => `${kind} ${subject}`;

/** Starts a verification. Checkpoints pin entries: give those that a key vouches for. */
export function startSystemVerification(key: DigestKey | undefined, checkpoints: readonly Checkpoint[] = []) {
  const broken: SystemBroken[] = [];
  const stood = new Map<string, { readonly digest: string | null; readonly keyed: string | undefined }>();
  const pins = new Map<number, string>();
  for (const checkpoint of checkpoints)
    for (const { transfer, seq, hash } of readCheckpoint(checkpoint)?.heads ?? [])
      if (transfer === systemChain && !pins.has(seq)) pins.set(seq, hash);
  let last: { readonly seq: number; readonly hash: string } = { seq: 0, hash: genesis };
  let notCompared = 0;
  let begun: { readonly count: number; readonly digest: string; readonly keyed: string | undefined } | undefined;
  const found = (where: string, why: SystemWhy) => {
    if (broken.length < mostTold) broken.push({ where, why });
  };
  /** Whether a digest can be compared here; where not, that is counted. */
  const comparable = (kind: string, keyed: string | undefined): boolean => {
    if (!isKeyed(kind) || (key !== undefined && keyed === key.id)) return true;
    notCompared++;
    return false;
  };
  const digest = (kind: string, thing: unknown): string =>
    digestOfThing(kind, thing, key ?? { id: '', secret: Buffer.alloc(32) });

  return {
    /** The next entry, with its note and the row of the record of edits that it tells of, where they are there. */
    entry(row: SystemRow, note: NoteContent | undefined, edit: EditRow | undefined): void {
      const where = `#${row.seq}`;
      if (row.seq !== last.seq + 1) found(`#${last.seq + 1}`, 'missing');
      else if (row.previous !== last.hash) found(where, 'previous');
      else if (row.hash !== hashOf(row.previous, row.content)) found(where, 'hash');
      const pin = pins.get(row.seq);
      if (pin !== undefined && pin !== row.hash) found(where, 'rewritten');
      last = { seq: row.seq, hash: row.hash };
      const content = readSystemContent(row.content);
      if (content?.seq !== row.seq || content.note !== row.note) return found(where, 'not-canonical');
      const { kind, by, at, keyed } = content;
      if (
        note === undefined ||
        canonical(note) !== canonical({ note: row.note, kind, by, at, content: content.content })
      )
        found(where, 'note');
      if (kind === beginningKind) {
        const { data } = beginning.safeParse(content.content);
        if (begun || row.seq !== 1) found(where, 'begun-twice');
        else if (data) begun = { ...data.edits, keyed };
      }
      if (content.row !== undefined) {
        if (!edit) found(where, 'edit');
        else if (comparable(edit.kind, keyed) && digest(edit.kind, edit) !== content.row) found(where, 'edit');
      }
      for (const of of stoodKinds)
        for (const [subject, stands] of Object.entries(content.stands?.[of] ?? {}))
          stood.set(keyOf(of, subject), { digest: stands, keyed });
    },
    /** Edits without a note, by number: those that were there when the ledger was begun. */
    unnoted(edits: readonly EditRow[]): void {
      if (last.seq === 0) return;
      if (begun?.count !== edits.length) return found('change_log', 'unnoted');
      if (key === undefined || begun.keyed !== key.id) notCompared += edits.length;
      else if (keyedDigestOf(edits, key) !== begun.digest) found('change_log', 'unnoted');
    },
    /** How many notes say that the ledger was begun. */
    begun(notes: number): void {
      if (notes > 1) found('system_note', 'begun-twice');
    },
    /** A thing as it stands now; not those that a note is waiting for. */
    thing(kind: StoodKind, subject: string, thing: unknown): void {
      if (last.seq === 0) return;
      const name = keyOf(kind, subject);
      const known = stood.get(name);
      stood.delete(name);
      if (!known) return found(name, 'unrecorded');
      if (comparable(kind, known.keyed) && digest(kind, thing) !== known.digest) found(name, 'stands');
    },
    /** @param waiting things (`kind subject`) whose last edit is not in the ledger yet */
    verdict(waiting: ReadonlySet<string> = new Set()): SystemVerdict {
      for (const [seq] of pins) if (seq > last.seq) found(`#${last.seq + 1}`, 'missing');
      for (const [name, { digest: stands }] of stood) if (stands !== null && !waiting.has(name)) found(name, 'removed');
      return { count: last.seq, notCompared, ...(broken.length > 0 ? { broken } : {}) };
    },
  };
}
