/** What somebody could do to a database who owns the server: past every trigger, and with chains computed anew. */
import type { ClientBase } from 'pg';
import { hashOf } from '../../src/ledger/chain';
import { columnOf } from '../activities/rows';

/** Does it with all triggers and foreign keys out of the way; the transaction is the caller's. */
export async function pastTriggers(client: ClientBase, work: () => Promise<unknown>): Promise<void> {
  await client.query('set local session_replication_role = replica');
  await work();
  await client.query('set local session_replication_role = origin');
}

interface Row {
  readonly seq: number;
  readonly content: string;
}

/** Rewrites a transfer's entries from a number on, and computes chain and head anew. `change` sees each content. */
export async function rewrite(
  client: ClientBase,
  transfer: string,
  from: number,
  change: (content: string, seq: number) => string,
): Promise<void> {
  const { rows } = await client.query<Row>(
    'select seq, content from ledger where transfer = $1 and seq >= $2 order by seq',
    [transfer, from],
  );
  const before = await client.query<{ hash: string }>('select hash from ledger where transfer = $1 and seq = $2', [
    transfer,
    from - 1,
  ]);
  let previous = before.rows[0]?.hash ?? '';
  // unique (transfer, previous): out of the way first
  await client.query(`update ledger set previous = 'was ' || previous where transfer = $1 and seq >= $2`, [
    transfer,
    from,
  ]);
  for (const { seq, content: old } of rows) {
    const content = change(old, seq);
    const hash = hashOf(previous, content);
    await client.query('update ledger set content = $3, previous = $4, hash = $5 where transfer = $1 and seq = $2', [
      ...[transfer, seq, content, previous, hash],
    ]);
    previous = hash;
  }
  await client.query('update head set hash = $2 where transfer = $1', [transfer, previous]);
}

/** Puts an entry of its own after another, with the chain right up to it, and lets the next one follow it. */
export async function insertAfter(client: ClientBase, transfer: string, seq: number): Promise<void> {
  const { rows } = await client.query<{ content: string; hash: string }>(
    'select content, hash from ledger where transfer = $1 and seq = $2',
    [transfer, seq],
  );
  const content = (rows[0]?.content ?? '')
    .replace(`"seq":${seq}`, `"seq":${seq + 1}`)
    // not the signature's key, which comes before
    .replace(/("entry":.*?"key":)"[^"]+"/, '$1"inserted"');
  const previous = rows[0]?.hash ?? '';
  const hash = hashOf(previous, content);
  await client.query('update ledger set seq = seq + 1000 where transfer = $1 and seq > $2', [transfer, seq]);
  await client.query('update ledger set seq = seq - 999 where transfer = $1 and seq > 1000', [transfer]);
  await client.query('update ledger set previous = $3 where transfer = $1 and seq = $2', [transfer, seq + 2, hash]);
  await client.query(
    `insert into ledger (transfer, seq, key, previous, hash, content, run, written, said_by, kind, step, office)
     select transfer, seq + 1, 'inserted', $3, $4, $5, run, written, said_by, kind, step, office from ledger where transfer = $1 and seq = $2`,
    [transfer, seq, previous, hash, content],
  );
  await client.query('update head set seq = seq + 1 where transfer = $1', [transfer]);
}

/** Cuts a transfer's ledger off before a number, and sets its head back. */
export async function cutOff(client: ClientBase, transfer: string, from: number): Promise<void> {
  await client.query('delete from ledger where transfer = $1 and seq >= $2', [transfer, from]);
  await client.query(
    'update head h set seq = l.seq, hash = l.hash from ledger l where h.transfer = $1 and l.transfer = $1 and l.seq = $2',
    [transfer, from - 1],
  );
}

const tables =
  'task closed_task completion completed_form note decision publication training handover_confirmation register renewal launch_file participant power_transfer_item item power_transfer head ledger matter';
/** Removes every row of a transfer; all but those of the tables named. */
export async function wipe(client: ClientBase, transfer: string, but: readonly string[] = []): Promise<void> {
  for (const table of tables.split(' '))
    if (!but.includes(table)) await client.query(`delete from ${table} where ${columnOf(table)} = $1`, [transfer]);
}

/** As src/database/task-id.ts makes it. */
const publicTaskId = `'k' || substr(translate(encode(sha256(convert_to((x.r).transfer || e'\\n' || (x.r).id, 'UTF8')), 'base64'), '+/', '-_'), 1, 21)`;

/** A whole transfer made up after another's likeness: every row copied, in the other's name, its chain computed anew. */
export async function fabricate(client: ClientBase, from: string, to: string, subDistrict: string): Promise<void> {
  const { rows } = await client.query<{ name: string; columns: string }>(
    `select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
      where c.relnamespace = 'public'::regnamespace and c.relname = any($1) group by 1`,
    [tables.split(' ')],
  );
  for (const { name, columns } of rows) {
    const source = `select jsonb_populate_record(null::${name}, replace(replace(to_jsonb(t)::text, $1, $2), $4, $3)::jsonb) as r from ${name} t where ${columnOf(name)} = $1`;
    const fields = columns.split(', ').map((column) => (column === 'public_id' ? publicTaskId : `(x.r).${column}`));
    await client.query(`insert into ${name} (${columns}) select ${fields.join(', ')} from (${source}) x`, [
      ...[from, to, subDistrict, 'kaihua'],
    ]);
  }
  await rewrite(client, to, 1, (content) => content);
}
