/** Editing the catalogue and the organisations, and the history of all edits. */
import { z } from 'zod';
import { allOrganisations, fieldNames, powersByCode } from '../../database/catalogue-repository';
import { difference, insertChanges, listChanges } from '../../database/change-repository';
import { namesThen } from '../../database/name-repository';
import { insertOrganisation, renameOrganisation } from '../../database/organisation-editing';
import { putPowers } from '../../database/power-editing';
import { violatedIndex } from '../../database/queryable';
import { inTransaction } from '../../database/transaction';
import type { CataloguePower } from '../../domain/power-transfer/catalogue';
import type { Organisation } from '../../domain/city/organisations';
import { changeKinds } from '../../domain/city/changes';
import { powerCode } from '../../domain/power-transfer/power-code';
import { Refusal } from '../../domain/refusal';
import { changeAnswer, powerDetailAnswer } from '../../contract/catalogue';
import { fieldAnswer, organisationDetailAnswer } from '../../contract/city';
import { newOrganisationRequest, organisationRequest, powerRequest } from '../../contract/city-requests';
import { listOf, problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { idParams, rowNumber } from '../http/parsing';
import { doneBy } from '../http/said-by';

const showPower = ({ aboveCounty, ...power }: CataloguePower): z.output<typeof powerDetailAnswer> => ({
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
        summary: 'One power as it is edited · 执法事项详情',
        params: codeParams,
        response: { 200: powerDetailAnswer, ...problems },
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
        summary: 'Change a power; running transfers keep their text · 修改执法事项',
        params: codeParams,
        body: powerRequest,
        response: { 200: powerDetailAnswer, ...problems },
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
        body: newOrganisationRequest,
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
        body: organisationRequest,
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
