/** Editing the catalogue and the organisations, and the history of all edits. */
import { z } from 'zod';
import { allOrganisations, fieldNames, powersByCode } from '../../database/catalogue-repository';
import { changeKinds, difference, insertChanges, listChanges } from '../../database/change-repository';
import { namesThen } from '../../database/name-repository';
import { insertOrganisation, renameOrganisation } from '../../database/organisation-editing';
import { putPowers } from '../../database/power-editing';
import { violatedIndex } from '../../database/queryable';
import { inTransaction } from '../../database/transaction';
import type { CataloguePower } from '../../domain/power-transfer/catalogue';
import type { Organisation } from '../../domain/city/organisations';
import { powerCode } from '../../domain/power-transfer/power-code';
import { shortCode } from '../../domain/patterns';
import { Refusal } from '../../domain/refusal';
import { fieldAnswer, organisationDetailAnswer } from '../../contract/city';
import { listOf, problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { idParams, rowNumber } from '../http/parsing';
import { doneBy } from '../http/said-by';

const bilingual = (most: number) =>
  z.strictObject({ zh: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) });
const authorisation = z.strictObject({
  mode: z.enum(['devolve', 'entrust']),
  title: bilingual(300),
  version: z.string().trim().max(100).default(''),
  namesMeasure: z.boolean().default(false),
});
/** A power as it is edited: both languages, all that opens it. */
const editedPower = z.strictObject({
  name: bilingual(300),
  type: z.enum(['penalty', 'inspection', 'compulsion']),
  field: z.string().max(60),
  department: z.string().max(40),
  legalBasis: z.string().trim().min(1).max(500),
  confidence: z.enum(['high', 'medium', 'low']),
  restrictsFreedom: z.boolean(),
  holderAboveCounty: z.boolean(),
  authorisations: z.array(authorisation).max(2),
});
const powerDetail = editedPower.extend({ code: z.string() });
const changeAnswer = z.object({
  id: z.number(),
  kind: z.enum(changeKinds),
  subject: z.string(),
  /** Null: at the machine itself. */
  by: z.string().nullable(),
  byName: z.string(),
  at: z.iso.datetime(),
  via: z.enum(['edit', 'import']),
  created: z.boolean(),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});

const showPower = ({ aboveCounty, ...power }: CataloguePower): z.output<typeof powerDetail> => ({
  ...power,
  authorisations: power.authorisations.map((one) => ({ ...one })),
  holderAboveCounty: aboveCounty,
});

/** `GET`, `PATCH /api/powers/{code}`, `POST /api/organisations`, `PATCH /api/organisations/{id}`, `GET /api/fields`, `GET /api/changes`. */
export function editingRoutes(app: App, { database }: Dependencies): void {
  const codeParams = z.object({ code: powerCode });
  async function powerOf(code: string): Promise<CataloguePower> {
    const power = (await powersByCode(database, [code])).get(code);
    if (!power) throw new Refusal('not-found');
    return power;
  }
  const showOrganisation = ({ id, kind, name }: Organisation, language: 'zh' | 'en') => ({
    id,
    kind,
    name: name[language],
    names: name,
  });

  app.get(
    '/api/powers/:code',
    {
      schema: {
        operationId: 'getPower',
        tags: ['reference data'],
        summary: 'One power as it is edited · 权力事项详情',
        params: codeParams,
        response: { 200: powerDetail, ...problems },
      },
    },
    async (request) => showPower(await powerOf(request.params.code)),
  );

  app.patch(
    '/api/powers/:code',
    {
      schema: {
        operationId: 'changePower',
        tags: ['reference data'],
        summary: 'Change a power; running transfers keep their text · 修改权力事项',
        params: codeParams,
        body: editedPower.partial(),
        response: { 200: powerDetail, ...problems },
      },
    },
    async (request) => {
      const { username } = accountWith(request, 'coordinator');
      const { holderAboveCounty, ...change } = request.body;
      const [fields, organisations] = await Promise.all([fieldNames(database), allOrganisations(database)]);
      if (change.field !== undefined && !(change.field in fields))
        throw new Refusal('invalid-content', { errors: [{ field: '/field', code: 'invalid' }] });
      const isDepartment = organisations.some(({ id, kind }) => kind === 'department' && id === change.department);
      if (change.department !== undefined && !isDepartment)
        throw new Refusal('invalid-content', { errors: [{ field: '/department', code: 'invalid' }] });
      const authorisations = change.authorisations?.toSorted((a, b) => (a.mode < b.mode ? -1 : 1));
      if (authorisations && new Set(authorisations.map(({ mode }) => mode)).size < authorisations.length)
        throw new Refusal('invalid-content', { errors: [{ field: '/authorisations', code: 'invalid' }] });
      const before = await powerOf(request.params.code);
      const power: CataloguePower = {
        code: before.code,
        name: change.name ?? before.name,
        type: change.type ?? before.type,
        field: change.field ?? before.field,
        department: change.department ?? before.department,
        legalBasis: change.legalBasis ?? before.legalBasis,
        confidence: change.confidence ?? before.confidence,
        restrictsFreedom: change.restrictsFreedom ?? before.restrictsFreedom,
        aboveCounty: holderAboveCounty ?? before.aboveCounty,
        authorisations: authorisations ?? before.authorisations,
      };
      await inTransaction(database, (client) => putPowers(client, [power], username, 'edit'));
      return showPower(await powerOf(before.code));
    },
  );

  app.get(
    '/api/fields',
    {
      config: { open: true },
      schema: {
        operationId: 'listFields',
        tags: ['reference data'],
        summary: 'Fields of enforcement · 执法领域',
        security: [],
        response: { 200: z.object({ items: z.array(fieldAnswer) }), ...problems },
      },
    },
    async ({ language }) => ({
      items: Object.entries(await fieldNames(database)).map(([code, name]) => ({ code, name: name[language] })),
    }),
  );

  app.post(
    '/api/organisations',
    {
      schema: {
        operationId: 'addOrganisation',
        tags: ['reference data'],
        summary: 'Add a sub-district or a department · 新增机构',
        body: z.strictObject({
          id: z.string().regex(shortCode.regex),
          // of the other kinds a city has one, and the procedure names it
          kind: z.enum(['sub-district', 'department']),
          name: bilingual(100),
        }),
        response: { 201: organisationDetailAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { username: by } = accountWith(request, 'admin');
      const organisation = request.body;
      try {
        await inTransaction(database, async (client) => {
          await insertOrganisation(client, organisation);
          const { id: subject, ...after } = organisation;
          await insertChanges(client, [{ kind: 'organisation', subject, by, via: 'edit', before: null, after }]);
        });
      } catch (error) {
        if (violatedIndex(error) === undefined) throw error;
        throw new Refusal('duplicate', { field: '/id', params: { value: organisation.id } });
      }
      return reply.code(201).send(showOrganisation(organisation, request.language));
    },
  );

  app.patch(
    '/api/organisations/:id',
    {
      schema: {
        operationId: 'renameOrganisation',
        tags: ['reference data'],
        summary: 'Rename an organisation · 修改机构名称',
        params: idParams,
        body: z.strictObject({ name: bilingual(100) }),
        response: { 200: organisationDetailAnswer, ...problems },
      },
    },
    async (request) => {
      const { username: by } = accountWith(request, 'admin');
      const { id } = request.params;
      const { name } = request.body;
      const before = (await allOrganisations(database)).find((organisation) => organisation.id === id);
      if (!before) throw new Refusal('not-found');
      const differs = difference({ name: before.name }, { name });
      if (differs)
        await inTransaction(database, async (client) => {
          await renameOrganisation(client, id, name);
          await insertChanges(client, [{ kind: 'organisation', subject: id, by, via: 'edit', ...differs }]);
        });
      return showOrganisation({ ...before, name }, request.language);
    },
  );

  app.get(
    '/api/changes',
    {
      schema: {
        operationId: 'listChanges',
        tags: ['reference data'],
        summary: 'The history of edits, newest first · 修改记录',
        querystring: pageQuery.extend({
          kind: z.enum(changeKinds).optional(),
          subject: z.string().max(60).optional(),
          by: z.string().max(60).optional(),
        }),
        response: { 200: listOf(changeAnswer), ...problems },
      },
    },
    async (request) => {
      accountWith(request, 'coordinator', 'admin', 'auditor', 'security');
      const { limit, cursor, ...filter } = request.query;
      const before = readCursor(cursor, rowNumber);
      const rows = await listChanges(database, filter, { before, limit: limit + 1 });
      const names = await namesThen(
        database,
        rows.flatMap(({ by }) => by ?? []),
      );
      return pageOf(
        rows,
        limit,
        ({ id }) => id,
        (row): z.output<typeof changeAnswer> => ({
          id: row.id,
          kind: row.kind,
          subject: row.subject,
          by: row.by,
          byName: doneBy(row.by, row.at, names, request.language),
          at: row.at.toISOString(),
          via: row.via,
          created: row.before === null,
          changes: Object.entries(row.after).map(([field, after]) => ({
            field,
            before: row.before?.[field] ?? null,
            after,
          })),
        }),
      );
    },
  );
}
