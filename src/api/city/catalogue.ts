/** Reference data: the catalogue of powers and the city's organisations. */
import { z } from 'zod';
import { listOrganisations, listPowers } from '../../database/catalogue-repository';
import { fieldNames } from '../../database/catalogue-repository';
import { modesOf, recordedAuthorisation, type CataloguePower } from '../../domain/power-transfer/catalogue';
import type { Words } from '../../domain/procedure/step';
import type { Language } from '../../domain/refusal';
import { organisationAnswer, powerAnswer } from '../../contract/city';
import { listOf, problems } from '../../contract/shared';
import type { App } from '../http/app';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { powerFilter } from '../../contract/filters';

const q = z.string().trim().min(1).max(100).optional();

function showPower(
  power: CataloguePower,
  fields: { readonly [code: string]: Words },
  language: Language,
): z.output<typeof powerAnswer> {
  const modes = modesOf(power);
  const [first] = modes;
  const authorisation = first && recordedAuthorisation(power, first)?.title[language];
  return {
    code: power.code,
    name: power.name[language],
    type: power.type,
    field: power.field,
    fieldName: fields[power.field]?.[language] ?? power.field,
    department: power.department,
    legalBasis: power.legalBasis,
    ...(authorisation === undefined ? {} : { authorisation }),
    authorisations: power.authorisations.map(({ mode, title, version }) => ({
      mode,
      title: title[language],
      version,
    })),
    modes,
    restrictsFreedom: power.restrictsFreedom,
    holderAboveCounty: power.aboveCounty,
  };
}

/** `GET /api/powers`, `GET /api/organisations`. */
export function catalogueRoutes(app: App, { database }: Dependencies): void {
  app.get(
    '/api/powers',
    {
      schema: {
        operationId: 'listPowers',
        tags: ['reference data'],
        summary: 'The catalogue of powers · 行政执法事项目录',
        querystring: pageQuery.extend({
          ...powerFilter,
        }),
        response: { 200: listOf(powerAnswer), ...problems },
      },
    },
    async ({ query, language }) => {
      const { limit, cursor, ...filter } = query;
      const after = readCursor(cursor, z.string()) ?? '';
      const [rows, fields] = await Promise.all([
        listPowers(database, { ...filter, after, limit: limit + 1 }),
        fieldNames(database),
      ]);
      return pageOf(
        rows,
        limit,
        ({ code }) => code,
        (power) => showPower(power, fields, language),
      );
    },
  );

  app.get(
    '/api/organisations',
    {
      // which offices there are is public: the register and the sign-in name them
      config: { open: true },
      schema: {
        operationId: 'listOrganisations',
        tags: ['reference data'],
        summary: 'The organisations of the city · 机构',
        security: [],
        querystring: pageQuery.extend({
          q,
          kind: organisationAnswer.shape.kind.optional(),
        }),
        response: { 200: listOf(organisationAnswer), ...problems },
      },
    },
    async ({ query, language }) => {
      const { limit, cursor, ...filter } = query;
      const after = readCursor(cursor, z.string()) ?? '';
      const rows = await listOrganisations(database, {
        ...filter,
        after,
        limit: limit + 1,
      });
      return pageOf(
        rows,
        limit,
        ({ id }) => id,
        ({ id, kind, name }) => ({ id, kind, name: name[language] }),
      );
    },
  );
}
