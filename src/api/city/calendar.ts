/** The city's working days, so that a page can say how many are left without asking for each task. */
import { yearsOfLaunch } from '../../calendar/official';
import { dateAt } from '../../domain/procedure/calendar';
import { problems } from '../../contract/shared';
import { calendarAnswer } from '../../contract/city';
import type { App } from '../http/app';
import type { Dependencies } from '../dependencies';
import { placeCalendar } from './place-calendar';

/** `GET /api/calendar`: weekdays off and weekend days worked, as a launch of today carries them; the place's own among them. */
export function calendarRoutes(app: App, { database, now }: Dependencies): void {
  app.get(
    '/api/calendar',
    {
      config: { open: true },
      schema: {
        operationId: 'getCalendar',
        tags: ['reference data'],
        summary: 'Working days: weekdays off, weekends worked · 工作日历',
        security: [],
        response: { 200: calendarAnswer, ...problems },
      },
    },
    async () => {
      const today = dateAt(now());
      const { off, worked, provisional = [] } = await placeCalendar(database, yearsOfLaunch(today));
      return { today, off: [...off], worked: [...worked], provisional: [...provisional] };
    },
  );
}
