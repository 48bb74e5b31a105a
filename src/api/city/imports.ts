/** Catalogue and officers from spreadsheets: all rows or none. */
import { allOrganisations, fieldNames, powersByCode } from '../../database/catalogue-repository';
import { putOfficers } from '../../database/officer-editing';
import { putPowers, type Written } from '../../database/power-editing';
import { inTransaction } from '../../database/transaction';
import { officerColumns, powerColumns } from '../../documents/power-transfer/columns';
import type { CellFault, Table } from '../../documents/tables/sheet-reader';
import { showNotes } from '../../documents/tables/notes';
import { foldedCode } from '../../domain/power-transfer/power-code';
import { Refusal, type FieldError } from '../../domain/refusal';
import { seal } from '../../runtime/personal-data';
import { importAnswer } from '../../contract/catalogue';
import { importQuery } from '../../contract/city-requests';
import { problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import type { Dependencies } from '../dependencies';
import { officersOfRows, officesIn } from './import-officers';
import { powersOfRows } from './import-powers';
import { knownPeople, newOfficerId } from './known-people';
import { readUpload } from '../http/uploads';

const inRow = ({ row, column, code, params }: CellFault): FieldError => ({
  field: `/rows/${row}/${column}`,
  code,
  params,
});
/** Rows that can be judged: where a cell could not be read, that is all that is said of its row. */
function readable<K extends string>({ rows, faults }: Table<K>) {
  const unread = new Set(faults.map(({ row }) => row));
  return rows.filter(({ row }) => !unread.has(row));
}
/** Always one code, so that whoever imports looks at the rows. */
function refuse(faults: readonly CellFault[], wrong: readonly FieldError[]): void {
  const errors = [...faults.map(inRow), ...wrong];
  if (errors.length > 0) throw new Refusal('import-refused', { params: { count: errors.length }, errors });
}

/** Thrown to undo what was only to be tried. */
class Tried extends Error {
  constructor(readonly written: Written) {
    super('tried');
  }
}

/** `POST /api/powers/import`, `POST /api/officers/import`. */
export function importRoutes(app: App, { database, key, tables }: Dependencies): void {
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

  const schema = (operationId: string, tag: string, summary: string) => ({
    operationId,
    tags: [tag],
    summary: `${summary} (multipart/form-data, field "file": XLSX, or text separated by commas, tabs or semicolons)`,
    consumes: ['multipart/form-data'],
    querystring: importQuery,
    response: { 200: importAnswer, ...problems },
  });

  app.post(
    '/api/powers/import',
    { schema: schema('importPowers', 'reference data', 'Import powers of the catalogue · 导入行政执法事项目录') },
    async (request) => {
      const { username } = accountWith(request, 'coordinator');
      const table = await tables.read((await readUpload(request)).content, powerColumns);
      const rows = readable(table);
      const codes = rows.map(({ cells }) => foldedCode(cells.code ?? ''));
      const [fields, organisations, known] = await Promise.all([
        fieldNames(database),
        allOrganisations(database),
        powersByCode(database, codes),
      ]);
      const { powers, errors } = powersOfRows(rows, { fields, organisations, known });
      refuse(table.faults, errors);
      const written = await carryOut(request.query.check ?? false, (client) =>
        putPowers(client, powers, username, 'import'),
      );
      return { rows: rows.length, ...written, notes: showNotes(table.notes, request.language) };
    },
  );

  app.post(
    '/api/officers/import',
    { schema: schema('importOfficers', 'people', 'Import officers · 导入执法人员') },
    async (request) => {
      const account = accountWith(request, 'office', 'chief', 'admin');
      const table = await tables.read((await readUpload(request)).content, officerColumns);
      const rows = readable(table);
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
        refuse(table.faults, errors);
        const sealed = officers.map(({ idNumber, phone, ...officer }) => ({
          ...officer,
          idNumber:
            idNumber === undefined ? undefined : seal(key, idNumber, { officer: officer.id, column: 'id_number' }),
          phone: phone === undefined ? undefined : seal(key, phone, { officer: officer.id, column: 'phone' }),
        }));
        return putOfficers(client, sealed, account.username, 'import');
      });
      return { rows: rows.length, ...written, notes: showNotes(table.notes, request.language) };
    },
  );
}
