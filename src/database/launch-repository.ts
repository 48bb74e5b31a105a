/** The rows that a launch lays down before the engine is told, and how far it has come. */
import type { Family } from '../domain/dossiers';
import type { Declaration } from '../domain/procedure/declaration';
import type { Launch } from '../domain/procedure/launch';
import type { CalledBy } from '../domain/procedure/called-by';
import type { Participant } from '../domain/procedure/participants';
import type { Words } from '../domain/procedure/step';
import type { Queryable } from './queryable';
import { launchColumns, storedLaunch, type LaunchRow, type StoredLaunch } from './stored-launch';

/** What a launch lays down, whichever procedure it is of. */
export interface MatterRows {
  readonly id: string;
  readonly procedure: Pick<Declaration, 'code' | 'begins' | 'overall'>;
  readonly title: string;
  readonly launchedBy: string;
  readonly digest: string;
  readonly document: unknown;
  readonly launch: Launch;
  readonly items: readonly {
    readonly position: number;
    /** What it is about, by its code or name. */
    readonly subject: string;
    /** What that was called at the launch. */
    readonly name?: Words | undefined;
  }[];
  /** Whose offices take part. */
  readonly participants: readonly Participant[];
  /** The task of another matter that it is launched for. */
  readonly calledBy?: CalledBy | undefined;
  /** Ids of the files that it is launched with. */
  readonly files?: readonly string[] | undefined;
}

/** Rows of one procedure's own: an insert for the matter `$1`, with `$n` for its own value, one JSON parameter. */
export interface OwnRows {
  readonly sql: string;
  readonly value: unknown;
}

/**
 * Lays down a matter, its head, its files, who takes part and its items, and what only its procedure has: all or nothing, as
 * one statement.
 *
 * Throws a unique violation of `matter_pkey` where this launch was laid down before.
 */
export async function insertMatter(database: Queryable, rows: MatterRows, own: readonly OwnRows[] = []): Promise<void> {
  const { procedure, items, launch } = rows;
  const values = [
    rows.id,
    procedure.code,
    rows.title,
    rows.launchedBy,
    rows.digest,
    JSON.stringify(rows.document),
    JSON.stringify(launch),
    launch.dayMs,
    procedure.overall.of(
      items.map(() => procedure.begins),
      false,
    ),
    procedure.begins,
    JSON.stringify(items),
    JSON.stringify(rows.participants),
    rows.files ?? [],
    rows.calledBy?.matter ?? null,
    rows.calledBy?.task ?? null,
  ];
  const others = own.map(({ sql }, i) => `, own_${i} as (${sql.replaceAll('$n', `$${values.length + i + 1}`)})`);
  await database.query(
    `with m as (insert into matter (id, procedure, title, launched_by, digest, document, launch)
       values ($1, $2, $3, $4, $5, $6, $7)),
     h as (insert into head (transfer, day_ms, state) values ($1, $8, $9)),
     w as (insert into participant (matter, organisation, party)
       select $1, x.organisation, x.party from jsonb_to_recordset($12::jsonb) x(organisation text, party text)),
     f as (insert into launch_file (matter, position, file)
       select $1, f.position - 1, f.id from unnest($13::text[]) with ordinality as f(id, position)),
     c as (insert into called_matter (matter, caller, task) select $1, $14, $15 where $14::text is not null)
     ${others.join('\n')}
     insert into item (matter, position, subject, name_zh, name_en, state)
     select $1, x.position, x.subject, x.name ->> 'zh', x.name ->> 'en', $10
       from jsonb_to_recordset($11::jsonb) x(position integer, subject text, name jsonb)`,
    [...values, ...own.map(({ value }) => JSON.stringify(value))],
  );
}

/** Digest of the request that a transfer was launched with, and how far it has come. */
export async function launchedTransfer(
  database: Queryable,
  id: string,
  among?: Family,
): Promise<
  | (StoredLaunch & {
      readonly digest: string;
      readonly started: Date | null;
      readonly seq: number;
    })
  | undefined
> {
  const { rows } = await database.query<LaunchRow & { digest: string; started: Date | null; seq: number }>(
    `select ${launchColumns}, t.digest, t.started, h.seq from matter t join head h on h.transfer = t.id where t.id = $1`,
    [id],
  );
  return rows.map(({ digest, started, seq, ...row }) => ({ ...storedLaunch(row, among), digest, started, seq }))[0];
}

/** Notes that the engine knows of the matter. */
export async function markStarted(database: Queryable, id: string): Promise<void> {
  await database.query('update matter set started = now() where id = $1 and started is null', [id]);
}
