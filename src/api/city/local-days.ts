/** Days that the place sets beside the State Council's notice, for transfers launched from then on. */
import { z } from 'zod';
import { yearsAround } from '../../calendar/official';
import { violatedIndex } from '../../database/queryable';
import { deleteLocalDay, insertLocalDay, listLocalDays, localDayOf } from '../../database/settings-repository';
import { localDate } from '../../domain/local-date';
import { checkLocalDay, checkNotPast, type LocalDay } from '../../domain/power-transfer/local-days';
import { dateAt } from '../../domain/procedure/calendar';
import { Refusal, type Language } from '../../domain/refusal';
import { listOf, problems } from '../../contract/shared';
import { localDayRequest } from '../../contract/requests';
import { localDayAnswer } from '../../contract/settings';
import type { App } from '../http/app';
import { accountOf, accountWith } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { placeCalendar } from './place-calendar';

const show = ({ date, kind, name }: LocalDay, language: Language): z.output<typeof localDayAnswer> => ({
  date,
  kind,
  name: name[language],
  names: name,
});
const isSame = (one: LocalDay, other: LocalDay): boolean =>
  one.kind === other.kind && one.name.zh === other.name.zh && one.name.en === other.name.en;

/** `GET`, `POST /api/calendar/local-days`, `DELETE /api/calendar/local-days/{date}`. */
export function localDayRoutes(app: App, { database, now }: Dependencies): void {
  app.get(
    '/api/calendar/local-days',
    {
      schema: {
        operationId: 'listLocalDays',
        tags: ['settings'],
        summary: 'The place’s own days off and days worked, by date · 地方节假日',
        querystring: pageQuery,
        response: { 200: listOf(localDayAnswer), ...problems },
      },
    },
    async (request) => {
      accountOf(request);
      const { limit, cursor } = request.query;
      const after = readCursor(cursor, z.iso.date()) ?? '0001-01-01';
      const rows = await listLocalDays(database, { after, limit: limit + 1 });
      return pageOf(
        rows,
        limit,
        ({ date }) => date,
        (day) => show(day, request.language),
      );
    },
  );

  app.post(
    '/api/calendar/local-days',
    {
      schema: {
        operationId: 'addLocalDay',
        tags: ['settings'],
        summary: 'Set a day off, or a day worked; running transfers keep their calendar · 新增地方节假日',
        body: localDayRequest,
        response: { 201: localDayAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { username } = accountWith(request, 'coordinator');
      const day = request.body;
      const answer = () => reply.code(201).send(show(day, request.language));
      const there = await localDayOf(database, day.date);
      // the same again is done already
      if (there && isSame(there, day)) return answer();
      const taken = new Refusal('duplicate', { field: '/date', params: { value: day.date } });
      if (there) throw taken;
      const today = dateAt(now());
      const years = yearsAround(today);
      const calendar = await placeCalendar(database, years);
      checkLocalDay(day, { today, until: `${years.at(-1)}-12-31`, calendar });
      try {
        await insertLocalDay(database, day, username);
      } catch (error) {
        if (violatedIndex(error) === undefined) throw error;
        throw taken;
      }
      return answer();
    },
  );

  app.delete(
    '/api/calendar/local-days/:date',
    {
      schema: {
        operationId: 'removeLocalDay',
        tags: ['settings'],
        summary: 'Take a day back that is not past · 删除地方节假日',
        params: z.object({ date: localDate() }),
        response: { 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      const { username } = accountWith(request, 'coordinator');
      const { date } = request.params;
      checkNotPast(date, dateAt(now()));
      if (!(await deleteLocalDay(database, date, username))) throw new Refusal('not-found');
      return reply.code(204).send(null);
    },
  );
}
