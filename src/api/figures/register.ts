/** The public register: who holds which power, where and since when. */
import { listRegister, remedyOf } from '../../database/power-transfer/register';
import { registerAnswer } from '../../contract/register';
import { listOf, problems } from '../../contract/shared';
import type { App } from '../http/app';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { registerFilter } from '../../contract/filters';
import { rowNumber } from '../http/parsing';

/** `GET /api/register`, without signing in. */
export function registerRoutes(app: App, { database }: Dependencies): void {
  app.get(
    '/api/register',
    {
      config: { open: true, rateLimit: { max: 1_200, timeWindow: 60_000 } },
      schema: {
        operationId: 'listRegister',
        tags: ['register'],
        summary: 'Who holds which power · 赋权事项公示',
        security: [],
        querystring: pageQuery.extend({
          ...registerFilter,
        }),
        response: { 200: listOf(registerAnswer), ...problems },
      },
    },
    async ({ query, language }) => {
      const { limit, cursor, ...question } = query;
      const after = readCursor(cursor, rowNumber) ?? 0;
      const rows = await listRegister(database, question, {
        after,
        limit: limit + 1,
      });
      return pageOf(
        rows,
        limit,
        ({ id }) => id,
        (row) => ({
          power: row.power,
          powerName: language === 'zh' ? row.powerZh : row.powerEn,
          legalBasis: row.legalBasis,
          subDistrict: row.subDistrict,
          subDistrictName: language === 'zh' ? row.subDistrictZh : row.subDistrictEn,
          holder: row.holder,
          holderName: language === 'zh' ? row.holderZh : row.holderEn,
          exercisedBy: row.exercisedBy,
          exercisedByName: language === 'zh' ? row.exercisedByZh : row.exercisedByEn,
          mode: row.mode,
          scope: row.scope,
          since: row.since.toISOString(),
          ...(row.until === null ? {} : { until: row.until.toISOString() }),
          ...(row.entrustedUntil === null ? {} : { entrustedUntil: row.entrustedUntil }),
          decision: row.decision,
          transfer: row.transfer,
          ...(row.answersForEarlier === null
            ? {}
            : {
                answersForEarlier: row.answersForEarlier,
                answersForEarlierName:
                  (language === 'zh' ? row.answersForEarlierZh : row.answersForEarlierEn) ?? row.answersForEarlier,
              }),
          remedy: remedyOf(row)[language],
        }),
      );
    },
  );
}
