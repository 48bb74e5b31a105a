/** The ledger in PostgreSQL: read in one snapshot, a thousand entries at a time; and its checkpoints. */
import type { KeyObject } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import type { HeadRow, LedgerRow, Said } from './chain';
import { signCheckpoint, type Checkpoint } from './checkpoint';
import { readSystemHead } from './stored-system';
import { systemChain } from './system-ledger';
import type { LedgerItem } from './verify';

const rowsAtATime = 1000;

interface JoinedRow extends Said {
  readonly transfer: string;
  readonly head_seq: number | null;
  readonly head_hash: string | null;
  readonly seq: number | null;
  readonly key: string;
  readonly previous: string;
  readonly hash: string;
  readonly content: string;
  readonly run: string;
  readonly written: Date;
  readonly record: string;
}

/** An entry with what stands beside its hashed content. */
export interface StoredEntry extends LedgerRow {
  /** Workflow and run that wrote or adopted it. */
  readonly run: string;
  /** RFC 3339. */
  readonly written: string;
  /** Where it was read from the database; an export does not repeat it. */
  readonly said?: Said | undefined;
  /** The same for all that one record wrote, and for nothing else of its transfer: the instant of its transaction. */
  readonly record?: string | undefined;
}

export type StoredItem = LedgerItem &
  ({ readonly kind: 'entry'; readonly row: StoredEntry } | { readonly kind: 'head' });

/** All entries and heads of one transfer, or of all in the order of their ids; in the caller's transaction. */
export async function* readLedger(client: ClientBase, transfer?: string): AsyncGenerator<StoredItem> {
  // byte order of ids, so that the same ledger is always read (and exported) in the same order
  await client.query(
    `declare ledger_reader no scroll cursor for
     select coalesce(h.transfer, l.transfer) as transfer, h.seq as head_seq, h.hash as head_hash,
            l.seq, l.key, l.previous, l.hash, l.content, l.run, l.written,
            l.written::text as record, l.said_by, l.kind, l.step, l.office
     from public.head h full join public.ledger l on l.transfer = h.transfer
     ${transfer === undefined ? '' : `where coalesce(h.transfer, l.transfer) = ${client.escapeLiteral(transfer)}`}
     order by coalesce(h.transfer, l.transfer) collate "C", l.seq`,
  );
  let head: HeadRow | undefined;
  for (;;) {
    const { rows } = await client.query<JoinedRow>(`fetch ${rowsAtATime} from ledger_reader`);
    for (const r of rows) {
      if (head && head.transfer !== r.transfer) {
        yield { kind: 'head', head };
        head = undefined;
      }
      if (r.seq !== null) {
        const { key, previous, hash, content, run } = r;
        const row = {
          transfer: r.transfer,
          seq: r.seq,
          key,
          previous,
          hash,
          content,
          run,
          written: r.written.toISOString(),
          record: r.record,
          said: { said_by: r.said_by, kind: r.kind, step: r.step, office: r.office },
        };
        yield { kind: 'entry', row };
      }
      if (r.head_seq !== null) head = { transfer: r.transfer, seq: r.head_seq, hash: r.head_hash ?? '' };
    }
    if (rows.length < rowsAtATime) break;
  }
  if (head) yield { kind: 'head', head };
  await client.query('close ledger_reader');
}

/** Runs with a client that sees one moment of the database and cannot write. */
export async function inSnapshot<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    return await work(client);
  } finally {
    client.release(await leave(client));
  }
}

/**
 * Runs with a client that sees one moment of the database and may make temporary tables beside it. Nothing of what it writes
 * stays.
 */
export async function inScratch<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read');
    return await work(client);
  } finally {
    client.release(await leave(client));
  }
}

/** Ends a snapshot. What a connection says that cannot even do that: it is thrown away. */
const leave = (client: ClientBase): Promise<Error | undefined> =>
  client.query('rollback').then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );

/** Milliseconds for which a reader may take nothing; then the database ends the snapshot, and the reading fails. */
const patienceMs = 60_000;

/**
 * What is read in one snapshot, as fast as it is taken. Whoever stops in the middle leaves no transaction behind; whoever
 * neither reads nor stops loses it after a minute.
 */
export async function* streamSnapshot<T>(
  pool: Pool,
  read: (client: ClientBase) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(`set local idle_in_transaction_session_timeout = ${patienceMs}`);
    yield* read(client);
  } finally {
    client.release(await leave(client));
  }
}

interface CheckpointRow {
  readonly number: number;
  readonly content: string;
  readonly signature: string;
  readonly key_id: string;
}

const checkpointOf = ({ key_id: keyId, ...row }: CheckpointRow): Checkpoint => ({ ...row, keyId });

/** All checkpoints by number. */
export async function readCheckpoints(client: ClientBase): Promise<Checkpoint[]> {
  const { rows } = await client.query<CheckpointRow>(
    'select number, content, signature, key_id from checkpoint order by number',
  );
  return rows.map(checkpointOf);
}

/** The last checkpoint; undefined where none was taken. */
export async function readLatestCheckpoint(client: ClientBase): Promise<Checkpoint | undefined> {
  const { rows } = await client.query<CheckpointRow>(
    'select number, content, signature, key_id from checkpoint order by number desc limit 1',
  );
  return rows.map(checkpointOf)[0];
}

/** Signs where all chains stand now and stores it. Two at once: the second fails on the number, nothing is lost. */
export async function takeCheckpoint(pool: Pool, privateKey: KeyObject, at: Date): Promise<Checkpoint> {
  const checkpoint = await inSnapshot(pool, async (client) => {
    const { rows } = await client.query<HeadRow>('select transfer, seq, hash from head');
    const heads = [...rows, { transfer: systemChain, ...(await readSystemHead(client)) }];
    return signCheckpoint(heads, (await readCheckpoints(client)).at(-1), at, privateKey);
  });
  const { number, content, signature, keyId } = checkpoint;
  await pool.query('insert into checkpoint (number, content, signature, key_id) values ($1, $2, $3, $4)', [
    number,
    content,
    signature,
    keyId,
  ]);
  return checkpoint;
}
