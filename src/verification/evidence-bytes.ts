/** Evidence's bytes: each file hashed again, in the database, and when that was done last. */
import type { Pool } from 'pg';
import type { Check, Fault } from './findings';

const filesAtOnce = 20;
const toldAtMost = 50;

/** Hashes the bytes of every file again, some at a time, and keeps when each was looked at. */
export async function lookAtEvidence(database: Pool): Promise<Check> {
  const broken: Fault[] = [];
  let count = 0;
  let more = 0;
  for (let after = ''; ;) {
    const { rows } = await database.query<{ id: string; holds: boolean }>(
      `insert into evidence_look (file, holds)
       select id, encode(sha256(content), 'hex') = sha256 from (select id, sha256, content from file where id > $1 order by id limit $2) f
       on conflict (file) do update set at = now(), holds = excluded.holds returning file as id, holds`,
      [after, filesAtOnce],
    );
    for (const { id, holds } of rows) {
      count += 1;
      if (id > after) after = id;
      if (holds) continue;
      if (broken.length < toldAtMost) broken.push({ where: `file ${id}`, why: 'file-bytes' });
      else more += 1;
    }
    if (rows.length < filesAtOnce) return { what: 'evidence-bytes', count, broken, more };
  }
}
