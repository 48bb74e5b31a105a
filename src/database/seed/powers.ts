/** Powers as rows of the catalogue's tables. */
import type { PoolClient } from 'pg';
import { authorisationsOf } from './authorisations';
import type { SeedPower } from './files';

/** A power that must never be launched, so that the rule can be seen at work; demonstration data only. */
export const freedomRestricting: SeedPower = {
  code: 'PS-001',
  field: 'culture',
  department: 'culture',
  type: 'penalty',
  name_zh: '演示：行政拘留（限制人身自由，不得下放）',
  name_en: 'Demonstration: administrative detention (restricts personal freedom, may not be transferred)',
  legal_basis: '《行政处罚法》第十八条',
  confidence: 'high',
};

/** Real catalogue entries come with their names as the laws have them; a second load changes nothing. */
export async function insertPowers(client: PoolClient, powers: readonly SeedPower[]): Promise<void> {
  await client.query(
    `insert into power (code, name_zh, name_en, type, field, department, legal_basis, confidence, restricts_freedom, holder_above_county)
     select code, name_zh, name_en, type, field, department, legal_basis, confidence, restricts_freedom, holder_above_county
       from jsonb_to_recordset($1) as x(code text, name_zh text, name_en text, type text, field text, department text,
            legal_basis text, confidence text, restricts_freedom boolean, holder_above_county boolean)
     on conflict (code) do nothing`,
    [
      JSON.stringify(
        powers.map((power) => ({
          ...power,
          restricts_freedom: power.code === freedomRestricting.code,
          // the county's environment bureaus became branches of the prefecture's (中办发〔2016〕63号)
          holder_above_county: power.department === 'ecology',
        })),
      ),
    ],
  );
}

/** What the demonstration decision and provision open; powers that somebody has edited stay as they were edited. */
export async function insertAuthorisations(client: PoolClient, powers: readonly SeedPower[]): Promise<void> {
  const rows = powers.flatMap((power) =>
    authorisationsOf(power).map(({ mode, title, version, namesMeasure }) => ({
      power: power.code,
      mode,
      title_zh: title.zh,
      title_en: title.en,
      version,
      names_measure: namesMeasure,
    })),
  );
  await client.query(
    `insert into authorisation (power, mode, title_zh, title_en, version, names_measure)
     select power, mode, title_zh, title_en, version, names_measure
       from jsonb_to_recordset($1) as x(power text, mode text, title_zh text, title_en text, version text, names_measure boolean)
      where not exists (select from change_log c where c.kind = 'power' and c.subject = x.power)
     on conflict (power, mode) do nothing`,
    [JSON.stringify(rows)],
  );
}
