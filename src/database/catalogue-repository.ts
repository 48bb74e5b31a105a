/** Reference data: organisations, fields, powers and what opens them. */
import type { CataloguePower } from '../domain/power-transfer/catalogue';
import type { Organisation } from '../domain/city/organisations';
import { foldedCode } from '../domain/power-transfer/power-code';
import type { Words } from '../domain/procedure/step';
import type { Queryable } from './queryable';

const organisationColumns = `o.id, o.kind, json_build_object('zh', o.name_zh, 'en', o.name_en) as name`;

/** A page of organisations by id; `q` is found in either name or in the id. */
export async function listOrganisations(
  database: Queryable,
  page: {
    readonly after: string;
    readonly limit: number;
    readonly q?: string | undefined;
    readonly kind?: string | undefined;
  },
): Promise<Organisation[]> {
  const { rows } = await database.query<Organisation>(
    `select ${organisationColumns} from organisation o
      where o.id > $1 and ($3::text is null or strpos(lower(o.id || ' ' || o.name_zh || ' ' || o.name_en), lower($3)) > 0)
        and ($4::text is null or o.kind = $4)
      order by o.id limit $2`,
    [page.after, page.limit, page.q ?? null, page.kind ?? null],
  );
  return rows;
}

/** All organisations: a city has some dozens. */
export async function allOrganisations(database: Queryable): Promise<Organisation[]> {
  const { rows } = await database.query<Organisation>(
    `select ${organisationColumns} from organisation o order by o.id`,
  );
  return rows;
}

/** Names of the fields of enforcement, by code. */
export async function fieldNames(database: Queryable): Promise<{ readonly [code: string]: Words }> {
  const { rows } = await database.query<{
    code: string;
    zh: string;
    en: string;
  }>('select code, name_zh as zh, name_en as en from field');
  return Object.fromEntries(rows.map(({ code, zh, en }) => [code, { zh, en }]));
}

const powerColumns = `p.code, json_build_object('zh', p.name_zh, 'en', p.name_en) as name, p.type, p.field, p.department,
  p.legal_basis as "legalBasis", p.confidence, p.restricts_freedom as "restrictsFreedom",
  p.holder_above_county as "aboveCounty",
  coalesce((select json_agg(json_build_object('mode', a.mode, 'title', json_build_object('zh', a.title_zh, 'en', a.title_en),
      'version', a.version, 'namesMeasure', a.names_measure) order by a.mode)
    from authorisation a where a.power = p.code), '[]') as authorisations`;

/** A page of powers by code. */
export async function listPowers(
  database: Queryable,
  page: {
    readonly after: string;
    readonly limit: number;
    readonly q?: string | undefined;
    readonly field?: string | undefined;
    readonly department?: string | undefined;
    readonly type?: string | undefined;
  },
): Promise<CataloguePower[]> {
  const { rows } = await database.query<CataloguePower>(
    `select ${powerColumns} from power p
      where p.code > $1
        and ($3::text is null or strpos(lower(p.name_zh || ' ' || p.name_en || ' ' || p.legal_basis), lower($3)) > 0
          or strpos(p.code, $7) > 0)
        and ($4::text is null or p.field = $4) and ($5::text is null or p.department = $5) and ($6::text is null or p.type = $6)
      order by p.code limit $2`,
    [
      page.after,
      page.limit,
      page.q ?? null,
      page.field ?? null,
      page.department ?? null,
      page.type ?? null,
      page.q === undefined ? null : foldedCode(page.q),
    ],
  );
  return rows;
}

/** The powers of these codes that the catalogue has, by code. */
export async function powersByCode(
  database: Queryable,
  codes: readonly string[],
): Promise<Map<string, CataloguePower>> {
  const { rows } = await database.query<CataloguePower>(`select ${powerColumns} from power p where p.code = any($1)`, [
    codes,
  ]);
  return new Map(rows.map((power) => [power.code, power]));
}
