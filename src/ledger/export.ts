/**
 * The ledger as a file that can be taken away and verified elsewhere: JSON Lines. First a header, then checkpoints, then
 * each transfer's entries with its head after them, and a last line with the count, so that a cut file is noticed.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { publicKeysIn, vouchedFor, type Checkpoint, type FaultyCheckpoint } from './checkpoint';
import type { CommandKeys } from './command-signature';
import type { StoredItem } from './stored';
import { startVerification, type Broken, type Verdict, type VerifiedRow } from './verify';

const format = 'fuquan-ledger/1';

const toldKeySchema = z.object({
  id: z.string(),
  /** PEM. */
  publicKey: z.string().refine((pem) => {
    try {
      return publicKeysIn(pem).length === 1;
    } catch {
      return false;
    }
  }),
  retired: z.int().optional(),
  lost: z.int().optional(),
});

const lineSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('header'),
    format: z.literal(format),
    exported: z.string(),
    transfer: z.string().optional(),
    /** Public keys of commands as the system says: information, which proves nothing against who made the file. */
    commandKeysAsTold: z.array(toldKeySchema).optional(),
  }),
  z.object({
    kind: z.literal('checkpoint'),
    number: z.int(),
    content: z.string(),
    signature: z.string(),
    keyId: z.string(),
  }),
  z.object({
    kind: z.literal('entry'),
    transfer: z.string(),
    seq: z.int(),
    key: z.string(),
    previous: z.string(),
    hash: z.string(),
    content: z.string(),
    /** Beside what is hashed; exports of before may have none. */
    written: z.string().optional(),
  }),
  z.object({ kind: z.literal('head'), transfer: z.string(), seq: z.int(), hash: z.string() }),
  z.object({ kind: z.literal('end'), entries: z.int() }),
]);

/** A file that is not a whole export, with the number of the line that shows it (from 1). */
export class NotAnExport extends Error {
  constructor(
    readonly line: number,
    readonly why: 'no-header' | 'malformed' | 'cut-off' | 'count' | 'after-the-end',
  ) {
    super(`line ${line}: ${why}`);
    this.name = 'NotAnExport';
  }
}

/** What an export holds beside entries and checkpoints. */
export interface ExportOf {
  /** The one transfer that it holds; all of them where it is left out. */
  readonly transfer?: string | undefined;
  /** Public keys of commands, as the system says. */
  readonly commandKeys?: CommandKeys;
}

/** The lines of an export, each with its newline. */
export async function* exportLines(
  items: AsyncIterable<StoredItem>,
  checkpoints: readonly Checkpoint[],
  at: Date,
  { transfer, commandKeys = new Map() }: ExportOf = {},
): AsyncGenerator<string> {
  const line = (value: object) => `${JSON.stringify(value)}\n`;
  const commandKeysAsTold = [...commandKeys].map(([id, { publicKey, retired, lost }]) => {
    return { id, publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(), retired, lost };
  });
  yield line({
    ...{ kind: 'header', format, exported: at.toISOString(), transfer },
    ...(commandKeysAsTold.length > 0 ? { commandKeysAsTold } : {}),
  });
  for (const checkpoint of checkpoints) yield line({ kind: 'checkpoint', ...checkpoint });
  let entries = 0;
  for await (const item of items) {
    if (item.kind === 'entry') entries += 1;
    // what repeats an entry is for searching only: an export holds nothing twice
    yield line(
      item.kind === 'entry'
        ? { kind: 'entry', ...item.row, said: undefined, record: undefined }
        : { kind: 'head', ...item.head },
    );
  }
  yield line({ kind: 'end', entries });
}

type Line = z.infer<typeof lineSchema>;

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let number = 0;
  let entries = 0;
  let ended = false;
  for await (const raw of text) {
    number += 1;
    if (raw === '') continue;
    if (ended) throw new NotAnExport(number, 'after-the-end');
    let json: unknown;
    try {
      json = JSON.parse(raw);
    } catch {
      throw new NotAnExport(number, 'malformed');
    }
    const { data } = lineSchema.safeParse(json);
    if ((number === 1) !== (data?.kind === 'header'))
      throw new NotAnExport(number, number === 1 ? 'no-header' : 'malformed');
    if (!data) throw new NotAnExport(number, 'malformed');
    if (data.kind === 'entry') entries += 1;
    if (data.kind === 'end') {
      ended = true;
      if (data.entries !== entries) throw new NotAnExport(number, 'count');
    }
    yield data;
  }
  if (number === 0) throw new NotAnExport(1, 'no-header');
  if (!ended) throw new NotAnExport(number, 'cut-off');
}

const keysOf = (told: readonly z.infer<typeof toldKeySchema>[]): CommandKeys =>
  new Map(
    told.flatMap(({ id, publicKey: pem, retired, lost }) =>
      publicKeysIn(pem).map((publicKey) => [
        id,
        { publicKey, ...(retired === undefined ? {} : { retired }), ...(lost === undefined ? {} : { lost }) },
      ]),
    ),
  );

/** What the verification of an export found: of the entries, and of the checkpoints. */
export interface ExportVerdict extends Verdict {
  /** Checkpoints that came with the export. */
  readonly checkpoints: number;
  /** Of them and those kept elsewhere, how many a key vouches for. */
  readonly vouched: number;
  /** The first fault of each transfer's chain. */
  readonly broken: readonly Broken[];
  /** Checkpoints that do not hold; without keys their signatures are not among what was looked at. */
  readonly brokenCheckpoints: readonly FaultyCheckpoint[];
}

/** Whoever looks at an export as it is read: each entry with whether its transfer's chain holds up to it. */
export interface ExportReader {
  /** Before all entries: the keys of commands that the file brings itself. */
  begin(told: CommandKeys): void;
  entry(row: VerifiedRow, holds: boolean): void;
}

/**
 * Verifies an export line by line. Checkpoints of the file pin entries only where a public key was given from elsewhere:
 * what nobody vouches for proves nothing; so do checkpoints `kept` elsewhere, which the file must have. An export of one
 * transfer is held against the pins of that transfer.
 *
 * @throws NotAnExport where the file is not one, or not whole.
 */
export async function verifyExport(
  text: AsyncIterable<string>,
  publicKeys: readonly KeyObject[] = [],
  kept: readonly Checkpoint[] = [],
  reader?: ExportReader,
): Promise<ExportVerdict> {
  const checkpoints: Checkpoint[] = [];
  let only: string | undefined;
  let told: CommandKeys = new Map();
  const lines = linesOf(text);
  let next = await lines.next();
  for (; !next.done && (next.value.kind === 'header' || next.value.kind === 'checkpoint'); next = await lines.next()) {
    if (next.value.kind === 'header') {
      only = next.value.transfer;
      told = keysOf(next.value.commandKeysAsTold ?? []);
    } else {
      const { number, content, signature, keyId } = next.value;
      checkpoints.push({ number, content, signature, keyId });
    }
  }
  reader?.begin(told);
  const { pins, faults } = vouchedFor(checkpoints, kept, publicKeys);
  const verification = startVerification(pins, only);
  for (; !next.done; next = await lines.next()) {
    const { value } = next;
    if (value.kind === 'head') verification.head(value);
    if (value.kind !== 'entry') continue;
    verification.entry(value);
    reader?.entry(value, !verification.faults().has(value.transfer));
  }
  const verdict = verification.verdict();
  return {
    ...verdict,
    ...(faults.length > 0 ? { verdict: 'broken' } : {}),
    checkpoints: checkpoints.length,
    vouched: pins.length,
    broken: [...verification.faults().values()],
    brokenCheckpoints: faults,
  };
}

/** The lines of a file, without their ends. */
export async function* fileLines(path: string): AsyncGenerator<string> {
  const input = createReadStream(path, 'utf8');
  // readline alone would swallow that the file is not there
  const failed = new Promise<never>((_, reject) => input.once('error', reject));
  failed.catch(() => undefined);
  const reader = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([reader.next(), failed]);
    if (next.done) return;
    yield next.value;
  }
}
