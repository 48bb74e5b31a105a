/** Enforcement officers and their certificates (行政处罚法 42). */
import type { Queryable } from './queryable';

/** A certificate; dates `YYYY-MM-DD`. */
export interface Certificate {
  readonly number: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly suspended: boolean;
}

/** An officer. Number and phone are sealed: see `src/runtime/personal-data.ts`. */
export interface Officer {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly fields: readonly string[];
  readonly idNumber: Buffer | null;
  readonly phone: Buffer | null;
  readonly active: boolean;
  readonly certificates: readonly Certificate[];
}

const officerColumns = `o.id, o.organisation, o.name, o.fields, o.id_number as "idNumber", o.phone, o.active,
  coalesce((select json_agg(json_build_object('number', c.number, 'validFrom', c.valid_from, 'validUntil', c.valid_until,
      'suspended', c.suspended) order by c.valid_until desc, c.number)
    from certificate c where c.officer = o.id), '[]') as certificates`;

/** A page of officers by id. */
export async function listOfficers(
  database: Queryable,
  page: {
    readonly after: string;
    readonly limit: number;
    readonly q?: string | undefined;
    readonly organisation?: string | undefined;
    readonly field?: string | undefined;
    /** Only those in post without a certificate that is valid on this day and after the other (`YYYY-MM-DD`). */
    readonly care?: { readonly today: string; readonly beyond: string } | undefined;
  },
): Promise<Officer[]> {
  const { rows } = await database.query<Officer>(
    `select ${officerColumns} from officer o
      where o.id > $1 and ($3::text is null or strpos(lower(o.id || ' ' || o.name), lower($3)) > 0)
        and ($4::text is null or o.organisation = $4) and ($5::text is null or $5 = any(o.fields))
        and ($6::date is null or o.active and not exists (select from certificate c where c.officer = o.id
          and not c.suspended and c.valid_from <= $6::date and c.valid_until > $7::date))
      order by o.id limit $2`,
    [
      page.after,
      page.limit,
      page.q ?? null,
      page.organisation ?? null,
      page.field ?? null,
      page.care?.today ?? null,
      page.care?.beyond ?? null,
    ],
  );
  return rows;
}

/** All officers of an organisation, for the forms of its tasks. */
export async function officersOf(database: Queryable, organisation: string): Promise<Officer[]> {
  const { rows } = await database.query<Officer>(
    `select ${officerColumns} from officer o where o.organisation = $1 order by o.id`,
    [organisation],
  );
  return rows;
}

/** One officer. */
export async function officerById(database: Queryable, id: string): Promise<Officer | undefined> {
  const { rows } = await database.query<Officer>(`select ${officerColumns} from officer o where o.id = $1`, [id]);
  return rows[0];
}

/** Throws a unique violation of `officer_pkey` where the id is taken. */
export async function insertOfficer(
  database: Queryable,
  officer: Omit<Officer, 'active' | 'certificates'>,
): Promise<void> {
  await database.query(
    'insert into officer (id, organisation, name, fields, id_number, phone) values ($1, $2, $3, $4, $5, $6)',
    [officer.id, officer.organisation, officer.name, officer.fields, officer.idNumber, officer.phone],
  );
}

/** Changes what is given. */
export async function updateOfficer(
  database: Queryable,
  id: string,
  change: {
    readonly name?: string | undefined;
    readonly fields?: readonly string[] | undefined;
    readonly active?: boolean | undefined;
    readonly idNumber?: Buffer | undefined;
    readonly phone?: Buffer | undefined;
  },
): Promise<void> {
  await database.query(
    `update officer set name = coalesce($2, name), fields = coalesce($3, fields), active = coalesce($4, active),
       id_number = coalesce($5, id_number), phone = coalesce($6, phone) where id = $1`,
    [
      id,
      change.name ?? null,
      change.fields ?? null,
      change.active ?? null,
      change.idNumber ?? null,
      change.phone ?? null,
    ],
  );
}

/** Throws a unique violation of `certificate_pkey` where the officer has that number already. */
export async function insertCertificate(database: Queryable, officer: string, certificate: Certificate): Promise<void> {
  await database.query(
    'insert into certificate (officer, number, valid_from, valid_until, suspended) values ($1, $2, $3, $4, $5)',
    [officer, certificate.number, certificate.validFrom, certificate.validUntil, certificate.suspended],
  );
}

/** Suspends a certificate or lifts the suspension. False: the officer has no such certificate. */
export async function suspendCertificate(
  database: Queryable,
  officer: string,
  number: string,
  suspended: boolean,
): Promise<boolean> {
  const { rowCount } = await database.query(
    'update certificate set suspended = $3 where officer = $1 and number = $2',
    [officer, number, suspended],
  );
  return rowCount === 1;
}

/** Which of these fields the city has. */
export async function knownFields(database: Queryable, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await database.query<{ code: string }>('select code from field where code = any($1)', [codes]);
  return new Set(rows.map(({ code }) => code));
}
