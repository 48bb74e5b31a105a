/** Catalogue and officers from spreadsheets: all rows or none. */
import { z } from 'zod';
import { allOrganisations, fieldNames, powersByCode } from '../../database/catalogue-repository';
import { putOfficers } from '../../database/officer-editing';
import { putPowers, type Written } from '../../database/power-editing';
import { inTransaction } from '../../database/transaction';
import { officerColumns, powerColumns } from '../../documents/columns';
import { Refusal, type FieldError } from '../../domain/refusal';
import { seal } from '../../runtime/personal-data';
import { problems } from '../answers';
import type { App } from '../app';
import { accountWith } from '../authentication';
import type { Dependencies } from '../dependencies';
import { officersOfRows, officesIn } from '../import-officers';
import { powersOfRows } from '../import-powers';
import { knownPeople, newOfficerId } from '../known-people';
import { readSheet, readUpload } from '../uploads';

const importQuery = z.strictObject({
  /** `true`: say what would be imported, and import nothing. */
  check: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});
const importAnswer = z.object({
  rows: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
});

// always one code, so that whoever imports looks at the rows
function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new Refusal('import-refused', { params: { count: errors.length }, errors });
}

/** Thrown to undo what was only to be tried. */
class Tried extends Error {
  constructor(readonly written: Written) {
    super('tried');
  }
}

/** `POST /api/powers/import`, `POST /api/officers/import`. */
export function importRoutes(app: App, { database, key }: Dependencies): void {
  /** Carries out a whole import, or tries it and undoes it. */
  async function carryOut(check: boolean, put: Parameters<typeof inTransaction<Written>>[1]): Promise<Written> {
    try {
      return await inTransaction(database, async (client) => {
        const written = await put(client);
        if (check) throw new Tried(written);
        return written;
      });
    } catch (error) {
      if (error instanceof Tried) return error.written;
      throw error;
    }
  }

  const schema = (tag: string, summary: string) => ({
    tags: [tag],
    summary: `${summary} (multipart/form-data, field "file": XLSX or CSV)`,
    consumes: ['multipart/form-data'],
    querystring: importQuery,
    response: { 200: importAnswer, ...problems },
  });

  app.post(
    '/api/powers/import',
    { schema: schema('reference data', 'Import powers of the catalogue · 导入权力目录') },
    async (request) => {
      const { username } = accountWith(request, 'coordinator');
      const rows = await readSheet((await readUpload(request)).content, powerColumns);
      const codes = rows.flatMap(({ cells }) => cells.code ?? []);
      const [fields, organisations, known] = await Promise.all([
        fieldNames(database),
        allOrganisations(database),
        powersByCode(database, codes),
      ]);
      const { powers, errors } = powersOfRows(rows, { fields, organisations, known });
      refuse(errors);
      const written = await carryOut(request.query.check ?? false, (client) =>
        putPowers(client, powers, username, 'import'),
      );
      return { rows: rows.length, ...written };
    },
  );

  app.post('/api/officers/import', { schema: schema('people', 'Import officers · 导入执法人员') }, async (request) => {
    const account = accountWith(request, 'office', 'chief', 'admin');
    const rows = await readSheet((await readUpload(request)).content, officerColumns);
    const [fields, organisations] = await Promise.all([fieldNames(database), allOrganisations(database)]);
    const own = account.role === 'admin' ? null : account.organisation;
    const about = {
      organisations: officesIn(rows, { organisations, own }),
      ids: rows.flatMap(({ cells }) => cells.id ?? []),
    };
    const written = await carryOut(request.query.check ?? false, async (client) => {
      const known = await knownPeople(client, key, about);
      const facts = { fields, organisations, known, own, newId: newOfficerId };
      const { officers, errors } = officersOfRows(rows, facts);
      refuse(errors);
      const sealed = officers.map(({ idNumber, phone, ...officer }) => ({
        ...officer,
        idNumber: idNumber === undefined ? undefined : seal(key, idNumber),
        phone: phone === undefined ? undefined : seal(key, phone),
      }));
      return putOfficers(client, sealed, account.username, 'import');
    });
    return { rows: rows.length, ...written };
  });
}
