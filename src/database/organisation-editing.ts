/** Writing organisations. */
import type { Organisation } from '../domain/city/organisations';
import type { Words } from '../domain/procedure/step';
import type { Queryable } from './queryable';

/** Throws a unique violation of `organisation_pkey` where the id is taken. */
export async function insertOrganisation(database: Queryable, { id, kind, name }: Organisation): Promise<void> {
  await database.query('insert into organisation (id, kind, name_zh, name_en) values ($1, $2, $3, $4)', [
    id,
    kind,
    name.zh,
    name.en,
  ]);
}

/** Gives an organisation another name; documents that were made keep the one that they have. */
export async function renameOrganisation(database: Queryable, id: string, name: Words): Promise<void> {
  await database.query('update organisation set name_zh = $2, name_en = $3 where id = $1', [id, name.zh, name.en]);
}
