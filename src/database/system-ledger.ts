/** Writing the system's ledger, and reading it page by page. */
import type { Pool, PoolClient } from 'pg';
import {
  beginningKind,
  digestKeyOf,
  digestOfThing,
  isKeyed,
  keyedDigestOf,
  nextRow,
  stoodKinds,
  type DigestKey,
  type StoodKind,
  type SystemHead,
  type SystemRow,
} from '../ledger/system-ledger';
import {
  readSystemHead,
  readThings,
  readUnnotedEdits,
  readWaiting,
  thingsOf,
  type WaitingNote,
} from '../ledger/stored-system';
import { takeRefusedSignIns } from './sign-in-repository';
import { noteInSystem } from './system-note-repository';
import { inTransaction } from './transaction';

/** Key of the advisory lock: one process writes at a time. */
const lock = 4_710_002;
const atATime = 500;
const everything = 2_147_483_647;

/** The digests of things of a kind as they stand, by name. */
async function digestsOf(
  client: PoolClient,
  kind: StoodKind,
  subjects: readonly string[] | undefined,
  key: DigestKey,
): Promise<Map<string, string>> {
  const found = await readThings(client, kind, subjects);
  return new Map(found.map(({ subject, thing }) => [subject, digestOfThing(kind, thing, key)]));
}

/** Begins the ledger: the first entry says what was there. */
async function begin(client: PoolClient, key: DigestKey): Promise<SystemRow> {
  const stands: { [kind in StoodKind]?: { readonly [subject: string]: string } } = {};
  const counts: { [kind in StoodKind]?: number } = {};
  for (const kind of stoodKinds) {
    const digests = await digestsOf(client, kind, undefined, key);
    stands[kind] = Object.fromEntries(digests);
    counts[kind] = digests.size;
  }
  const edits = await readUnnotedEdits(client);
  await noteInSystem(client, {
    kind: beginningKind,
    content: { counts, edits: { count: edits.length, digest: keyedDigestOf(edits, key) } },
  });
  const waiting = await readWaiting(client, '0', everything);
  const first = waiting.findLast(({ note: { kind } }) => kind === beginningKind);
  if (!first) throw new Error('the first note of the system’s ledger was written and is not there');
  return nextRow({ seq: 0, hash: '' }, first.note, { stands, keyed: key.id });
}

/** The rows for notes in their order, after a head; what they tell of as it stands now. */
async function rowsFor(
  client: PoolClient,
  head: SystemHead,
  waiting: readonly WaitingNote[],
  key: DigestKey,
): Promise<SystemRow[]> {
  const subjects = new Map<StoodKind, Set<string>>();
  for (const { note } of waiting)
    for (const [kind, subject] of thingsOf(note))
      subjects.set(kind, (subjects.get(kind) ?? new Set<string>()).add(subject));
  const digests = new Map<StoodKind, Map<string, string>>();
  for (const [kind, names] of subjects) digests.set(kind, await digestsOf(client, kind, [...names], key));
  let last = head;
  return waiting.map(({ note, edit }) => {
    const named = thingsOf(note);
    const stands: { [kind in StoodKind]?: { [subject: string]: string | null } } = {};
    for (const [kind, subject] of named)
      stands[kind] = { ...stands[kind], [subject]: digests.get(kind)?.get(subject) ?? null };
    const keyed = [...named.map(([kind]) => kind), ...(edit ? [edit.kind] : [])].some(isKeyed);
    const row = nextRow(last, note, {
      row: edit ? digestOfThing(edit.kind, edit, key) : undefined,
      stands: named.length === 0 ? undefined : stands,
      keyed: keyed ? key.id : undefined,
    });
    last = row;
    return row;
  });
}

async function insertRows(client: PoolClient, rows: readonly SystemRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `insert into system_ledger (seq, note, previous, hash, content)
     select seq, note, previous, hash, content
       from json_to_recordset($1) as x(seq integer, note bigint, previous text, hash text, content text) order by seq`,
    [JSON.stringify(rows)],
  );
}

/**
 * A writer of the system's ledger: brings into the chain what was noted since it last looked, as far as nobody else does.
 *
 * @param personalKey the thirty-two bytes that seal personal data
 */
export function createSystemLedgerWriter(database: Pool, personalKey: Buffer) {
  const key = digestKeyOf(personalKey);
  // notes of transactions before this one were all seen; all, at the first look
  let seenBefore = '0';

  /** One step: at most {@link atATime} notes. Undefined where another process writes. */
  async function step(now: Date): Promise<number | undefined> {
    let horizon = seenBefore;
    const written = await inTransaction(database, async (client) => {
      const { rows } = await client.query<{ mine: boolean; horizon: string }>(
        'select pg_try_advisory_xact_lock($1) as mine, pg_snapshot_xmin(pg_current_snapshot())::text as horizon',
        [lock],
      );
      if (!rows[0]?.mine) return undefined;
      // transactions count on: where they do not, an older copy of the database was put in this one's place
      if (BigInt(rows[0].horizon) < BigInt(seenBefore)) seenBefore = '0';
      await takeRefusedSignIns(client, now);
      let head = await readSystemHead(client);
      const first = head.seq === 0 ? [await begin(client, key)] : [];
      await insertRows(client, first);
      head = first[0] ?? head;
      const waiting = await readWaiting(client, seenBefore, atATime);
      await insertRows(client, await rowsFor(client, head, waiting, key));
      if (waiting.length < atATime) horizon = rows[0].horizon;
      return first.length + waiting.length;
    }).catch((error: unknown) => {
      // after an outage nothing is taken for seen
      seenBefore = '0';
      throw error;
    });
    seenBefore = horizon;
    return written;
  }

  return {
    /** Writes all that waits. @returns how many entries; 0 as well where another process writes */
    async write(now: Date = new Date()): Promise<number> {
      let total = 0;
      for (;;) {
        const written = (await step(now)) ?? 0;
        total += written;
        if (written < atATime) return total;
      }
    },
  };
}
