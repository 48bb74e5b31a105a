/** Evidence: files with their SHA-256, kept in the database so that there is one thing to back up. */
import type { Queryable } from './queryable';

/** A file without its content. */
export interface StoredFile {
  readonly id: string;
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly organisation: string;
  readonly uploadedBy: string;
  readonly uploaded: Date;
  /** `none`: it was kept while no scanner was set up. */
  readonly scan: 'clean' | 'none';
  /** What scanned it, and when; null where nothing did. */
  readonly scanner: string | null;
  readonly scanned: Date | null;
}

const fileColumns = `id, sha256, name, media_type as "mediaType", size, organisation, uploaded_by as "uploadedBy", uploaded,
  scan, scanner, scanned`;

/** A file that is about to be kept; `scanner` is what found it clean, null where nothing looked. */
export type NewFile = Omit<StoredFile, 'uploaded' | 'scan' | 'scanned'> & { readonly content: Buffer };

/** Keeps a file; one that is kept already is wanted again. */
export async function insertFile(database: Queryable, file: NewFile): Promise<StoredFile> {
  const { id, sha256, name, mediaType, size, organisation, uploadedBy, content, scanner } = file;
  const { rows } = await database.query<StoredFile>(
    `insert into file (id, sha256, name, media_type, size, organisation, uploaded_by, content, scan, scanner, scanned)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $9::text is null then 'none' else 'clean' end, $9::text,
       case when $9::text is not null then now() end)
     on conflict (id) do update set wanted = now() returning ${fileColumns}`,
    [id, sha256, name, mediaType, size, organisation, uploadedBy, content, scanner],
  );
  const row = rows[0];
  if (!row) throw new Error('a file was inserted and did not come back');
  return row;
}

/** A file by its id, without the content. */
export async function fileById(database: Queryable, id: string): Promise<StoredFile | undefined> {
  const { rows } = await database.query<StoredFile>(`select ${fileColumns} from file where id = $1`, [id]);
  return rows[0];
}

/** A file's content. */
export async function contentOfFile(database: Queryable, id: string): Promise<Buffer | undefined> {
  const { rows } = await database.query<{ content: Buffer }>('select content from file where id = $1', [id]);
  return rows[0]?.content;
}

/** The newest files of an organisation, for the enums of its forms. */
export async function filesOf(database: Queryable, organisation: string, limit: number): Promise<StoredFile[]> {
  const { rows } = await database.query<StoredFile>(
    `select ${fileColumns} from file where organisation = $1 order by uploaded desc, id limit $2`,
    [organisation, limit],
  );
  return rows;
}

/** Those of these files that are the organisation's, without their content. */
export async function filesAmong(
  database: Queryable,
  organisation: string,
  ids: readonly string[],
): Promise<StoredFile[]> {
  const { rows } = await database.query<StoredFile>(
    `select ${fileColumns} from file where organisation = $1 and id = any($2)`,
    [organisation, ids],
  );
  return rows;
}

/** Whether any entry names file `f`: an answer, by its evidence or a field of its form, or a launch, as its plan. */
const named = `(exists (select from completed_form c where c.evidence @> jsonb_build_array(jsonb_build_object('id', f.id)))
  or exists (select from launch_file p where p.file = f.id))`;

/** Bytes of files that no entry names, as somebody has uploaded them and as their whole office has. */
export interface Unnamed {
  readonly person: number;
  readonly office: number;
}

/** How much of what an office has uploaded no entry names. */
export async function unnamedBytes(database: Queryable, person: string, organisation: string): Promise<Unnamed> {
  const { rows } = await database.query<Unnamed>(
    `select coalesce(sum(f.size) filter (where f.uploaded_by = $1), 0)::bigint as person, coalesce(sum(f.size), 0)::bigint as office
       from file f where f.organisation = $2 and not ${named}`,
    [person, organisation],
  );
  return rows[0] ?? { person: 0, office: 0 };
}

/** Notes that somebody asks for files in order to name them: they stay for as many days again. */
export async function wantFiles(database: Queryable, ids: readonly string[]): Promise<void> {
  await database.query(`update file set wanted = now() where id = any($1) and wanted < now() - interval '1 hour'`, [
    ids,
  ]);
}

/**
 * Removes files that no entry names and nobody has asked for since so many days. Who is about to name one has asked for it
 * a moment before, so that it stays.
 *
 * @returns how many, and their bytes
 */
export async function freeFiles(
  database: Queryable,
  days: number,
  atMost: number,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const { rows } = await database.query<{ files: number; bytes: number }>(
    `with old as (select f.id from file f where f.wanted < now() - make_interval(days => $1) and not ${named}
         order by f.wanted limit $2 for update skip locked),
       freed as (delete from file f using old where f.id = old.id and f.wanted < now() - make_interval(days => $1) returning f.size)
     select count(*)::integer as files, coalesce(sum(size), 0)::bigint as bytes from freed`,
    [days, atMost],
  );
  return rows[0] ?? { files: 0, bytes: 0 };
}

/** Id and SHA-256 of those of these files that are the organisation's. */
export async function evidenceOf(
  database: Queryable,
  organisation: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await database.query<{ id: string; sha256: string }>(
    'select id, sha256 from file where organisation = $1 and id = any($2)',
    [organisation, ids],
  );
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
}

/** Ids of the transfers in which an answer cites the file, or which were launched with it as their plan. */
export async function transfersCiting(database: Queryable, id: string): Promise<string[]> {
  const { rows } = await database.query<{ transfer: string }>(
    `select transfer from completed_form where evidence @> $1::jsonb union select matter from launch_file where file = $2`,
    [JSON.stringify([{ id }]), id],
  );
  return rows.map(({ transfer }) => transfer);
}

/** A file of a transfer's plan. */
export interface PlanFileRow extends Pick<StoredFile, 'id' | 'sha256' | 'name' | 'mediaType' | 'size' | 'scan'> {
  readonly transfer: string;
}

/** The files that these transfers were launched with, in the order in which they were given. */
export async function planFilesOf(database: Queryable, transfers: readonly string[]): Promise<PlanFileRow[]> {
  const { rows } = await database.query<PlanFileRow>(
    `select p.matter as transfer, f.id, f.sha256, f.name, f.media_type as "mediaType", f.size, f.scan
       from launch_file p join file f on f.id = p.file where p.matter = any($1) order by p.matter, p.position`,
    [transfers],
  );
  return rows;
}
