/** Enforcement officers; personal data is sealed at rest and masked in lists. */
import { z } from 'zod';
import { insertOfficer, knownFields, listOfficers, type Officer } from '../../database/officer-repository';
import { insertChanges } from '../../database/change-repository';
import { putOfficers } from '../../database/officer-editing';
import { inTransaction } from '../../database/transaction';
import type { Account } from '../../database/account-repository';
import { recognise, type KnownPerson, type SaidPerson } from '../../domain/power-transfer/people';
import { Refusal } from '../../domain/refusal';
import { seal, type Place } from '../../runtime/personal-data';
import { officerAnswer } from '../../contract/city';
import { newOfficerRequest, officerRequest } from '../../contract/city-requests';
import { listOf, problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountOf, accountWith } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { officerFilter } from '../../contract/filters';
import { officerFilterOf } from '../http/filters';
import { knownPeople, newOfficerId } from './known-people';
import { createOfficerView, needsPersonalData } from './officer-view';
import { idParams } from '../http/parsing';

/** The record that is meant; null for a new person. @throws Refusal where that cannot be said, or the number is mistyped */
function personMeant(said: SaidPerson, known: readonly KnownPerson[]): KnownPerson | null {
  const recognised = recognise(said, known);
  if ('person' in recognised) return recognised.person;
  const { field, code, params = {} } = recognised.error;
  throw new Refusal(code, { field, params });
}

const takenBy = ({ id, name: whose }: KnownPerson, asked: string | undefined): Refusal =>
  asked === undefined
    ? new Refusal('id-number-taken', { field: '/idNumber', params: { id, name: whose } })
    : new Refusal('duplicate', { field: '/id', params: { value: id } });

/** `GET`, `POST`, `PATCH /api/officers`. */
export function officerRoutes(app: App, dependencies: Dependencies): void {
  const { database, key, now } = dependencies;
  const { show, officerOf } = createOfficerView(dependencies);
  const sealIn = (officer: string, column: Place['column'], text: string) => seal(key, text, { officer, column });

  /** A sub-district keeps its own officers; the administrator may put things right everywhere. */
  async function keptBy(account: Account, id: string): Promise<Officer> {
    const officer = await officerOf(account, id);
    if (account.role !== 'admin' && officer.organisation !== account.organisation) throw new Refusal('not-your-role');
    return officer;
  }

  async function checkFields(codes: readonly string[] | undefined): Promise<void> {
    if (!codes) return;
    const known = await knownFields(database, codes);
    const errors = codes.flatMap((code, index) =>
      known.has(code) ? [] : [{ field: `/fields/${index}`, code: 'invalid' as const }],
    );
    if (errors.length > 0) throw new Refusal('invalid-content', { errors });
  }

  app.get(
    '/api/officers',
    {
      schema: {
        operationId: 'listOfficers',
        tags: ['people'],
        summary: 'Enforcement officers · 执法人员',
        querystring: pageQuery.extend(officerFilter),
        response: { 200: listOf(officerAnswer), ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const { limit, cursor, organisation, ...filter } = request.query;
      const own = account.organisationKind === 'sub-district' ? account.organisation : organisation;
      if (organisation !== undefined && own !== organisation) return { items: [] };
      const after = readCursor(cursor, z.string()) ?? '';
      const rows = await listOfficers(database, {
        ...officerFilterOf(filter, now()),
        organisation: own,
        after,
        limit: limit + 1,
      });
      return pageOf(
        rows,
        limit,
        ({ id }) => id,
        (officer) => show(officer, false),
      );
    },
  );

  app.get(
    '/api/officers/:id',
    {
      schema: {
        operationId: 'getOfficer',
        tags: ['people'],
        summary: 'One officer · 执法人员详情',
        params: idParams,
        response: { 200: officerAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const officer = await officerOf(account, request.params.id);
      return show(officer, needsPersonalData(account, officer.organisation));
    },
  );

  app.post(
    '/api/officers',
    {
      schema: {
        operationId: 'addOfficer',
        tags: ['people'],
        summary: 'Add an officer · 新增执法人员',
        body: newOfficerRequest,
        response: { 201: officerAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const account = accountWith(request, 'office', 'chief', 'admin');
      const { body } = request;
      const organisation = account.role === 'admin' ? body.organisation : account.organisation;
      if (organisation === undefined)
        throw new Refusal('invalid-content', {
          errors: [{ field: '/organisation', code: 'required' }],
        });
      if (body.organisation !== undefined && body.organisation !== organisation)
        throw new Refusal('not-your-role', { field: '/organisation' });
      await checkFields(body.fields);
      const id = body.id ?? newOfficerId();
      try {
        await inTransaction(database, async (client) => {
          const about = { organisations: [organisation], ids: body.id === undefined ? [] : [body.id] };
          const known = personMeant({ ...body, organisation }, await knownPeople(client, key, about));
          if (known) throw takenBy(known, body.id);
          await insertOfficer(client, {
            id,
            organisation,
            name: body.name,
            fields: body.fields,
            idNumber: body.idNumber === undefined ? null : sealIn(id, 'id_number', body.idNumber),
            phone: body.phone === undefined ? null : sealIn(id, 'phone', body.phone),
          });
          const after = { organisation, name: body.name, fields: body.fields, active: true };
          await insertChanges(client, [
            { kind: 'officer', subject: id, by: account.username, via: 'edit', before: null, after },
          ]);
        });
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === '23503')
          throw new Refusal('invalid-content', {
            errors: [{ field: '/organisation', code: 'invalid' }],
          });
        throw error;
      }
      return reply.code(201).send(show(await officerOf(account, id), false));
    },
  );

  app.patch(
    '/api/officers/:id',
    {
      schema: {
        operationId: 'changeOfficer',
        tags: ['people'],
        summary: 'Change an officer · 修改执法人员',
        params: idParams,
        body: officerRequest,
        response: { 200: officerAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountWith(request, 'office', 'chief', 'admin');
      const officer = await keptBy(account, request.params.id);
      const { id, organisation } = officer;
      const { idNumber: number, phone: telephone, name = officer.name, fields = officer.fields, active } = request.body;
      await checkFields(request.body.fields);
      await inTransaction(database, async (client) => {
        const known = await knownPeople(client, key, { organisations: [organisation], ids: [id] });
        personMeant({ id, organisation, name, idNumber: number }, known);
        const before = known.find((person) => person.id === id);
        const changed = {
          ...{ id, organisation, name, fields, active },
          // a number that is recorded already is no change
          idNumber: number === undefined || number === before?.idNumber ? undefined : sealIn(id, 'id_number', number),
          phone: telephone === undefined || telephone === before?.phone ? undefined : sealIn(id, 'phone', telephone),
        };
        await putOfficers(client, [changed], account.username, 'edit');
      });
      return show(await officerOf(account, id), false);
    },
  );
}
