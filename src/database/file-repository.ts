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
}

const fileColumns = `id, sha256, name, media_type as "mediaType", size, organisation, uploaded_by as "uploadedBy", uploaded`;

/** Keeps a file. */
export async function insertFile(
  database: Queryable,
  file: Omit<StoredFile, 'uploaded'> & { readonly content: Buffer },
): Promise<StoredFile> {
  const { rows } = await database.query<StoredFile>(
    `insert into file (id, sha256, name, media_type, size, organisation, uploaded_by, content)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do update set id = excluded.id returning ${fileColumns}`,
    [file.id, file.sha256, file.name, file.mediaType, file.size, file.organisation, file.uploadedBy, file.content],
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

/** Whether an answer in this organisation's sight (any transfer for which `visible` holds) cites the file. */
export async function transfersCiting(database: Queryable, id: string): Promise<string[]> {
  const { rows } = await database.query<{ transfer: string }>(
    `select distinct transfer from completed_form where evidence @> $1::jsonb`,
    [JSON.stringify([{ id }])],
  );
  return rows.map(({ transfer }) => transfer);
}
