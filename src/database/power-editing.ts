/** Writing the catalogue of powers: whole powers, with what opens them and the history of what they were. */
import type { PoolClient } from 'pg';
import type { CataloguePower } from '../domain/power-transfer/catalogue';
import { powersByCode } from './catalogue-repository';
import { difference, insertChanges, type Change, type Fields } from './change-repository';

const fieldsOf = ({ code: _, ...power }: CataloguePower): Fields => ({ ...power });

/** What came of writing them. */
export interface Written {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/**
 * Puts powers into the catalogue as they are given, in the caller's transaction; what is the same already is left alone.
 * Running transfers keep the text that they were launched with: it stands in their launch document.
 */
export async function putPowers(
  client: PoolClient,
  powers: readonly CataloguePower[],
  by: string,
  via: Change['via'],
): Promise<Written> {
  const codes = powers.map(({ code }) => code);
  // whoever edits the same powers at once takes turns, new ones included
  await client.query("select pg_advisory_xact_lock(hashtext('fuquan catalogue'))");
  const known = await powersByCode(client, codes);
  const changes: Change[] = [];
  const written: CataloguePower[] = [];
  let created = 0;
  for (const power of powers) {
    const before = known.get(power.code);
    const common = { kind: 'power', subject: power.code, by, via } as const;
    if (!before) {
      created++;
      changes.push({ ...common, before: null, after: fieldsOf(power) });
    } else {
      const differs = difference(fieldsOf(before), fieldsOf(power));
      if (!differs) continue;
      changes.push({ ...common, ...differs });
    }
    written.push(power);
  }
  await upsert(client, written);
  await insertChanges(client, changes);
  return { created, updated: written.length - created, unchanged: powers.length - written.length };
}

async function upsert(client: PoolClient, powers: readonly CataloguePower[]): Promise<void> {
  if (powers.length === 0) return;
  const rows = JSON.stringify(powers.map(({ name, ...power }) => ({ ...power, nameZh: name.zh, nameEn: name.en })));
  await client.query(
    `insert into power (code, name_zh, name_en, type, field, department, legal_basis, confidence, restricts_freedom, holder_above_county)
     select code, "nameZh", "nameEn", type, field, department, "legalBasis", confidence, "restrictsFreedom", "aboveCounty"
       from jsonb_to_recordset($1) as x(code text, "nameZh" text, "nameEn" text, type text, field text, department text,
            "legalBasis" text, confidence text, "restrictsFreedom" boolean, "aboveCounty" boolean)
     on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, type = excluded.type,
       field = excluded.field, department = excluded.department, legal_basis = excluded.legal_basis,
       confidence = excluded.confidence, restricts_freedom = excluded.restricts_freedom,
       holder_above_county = excluded.holder_above_county`,
    [rows],
  );
  await client.query('delete from authorisation where power = any($1)', [powers.map(({ code }) => code)]);
  await client.query(
    `insert into authorisation (power, mode, title_zh, title_en, version, names_measure)
     select p.code, a.mode, a.title ->> 'zh', a.title ->> 'en', a.version, a."namesMeasure"
       from jsonb_to_recordset($1) as p(code text, authorisations jsonb),
         jsonb_to_recordset(p.authorisations) as a(mode text, title jsonb, version text, "namesMeasure" boolean)`,
    [rows],
  );
}
