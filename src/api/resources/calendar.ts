/** The city's working days, so that a page can say how many are left without asking for each task. */
import { z } from 'zod';
import { yearsAround } from '../../calendar/official';
import { dateAt } from '../../domain/procedure/calendar';
import { problems } from '../answers';
import type { App } from '../app';
import type { Dependencies } from '../dependencies';
import { placeCalendar } from '../place-calendar';

const dates = z.array(z.iso.date());

/** `GET /api/calendar`: weekdays off and weekend days worked, of the years around now; the place's own among them. */
export function calendarRoutes(app: App, { database, now }: Dependencies): void {
  app.get(
    '/api/calendar',
    {
      config: { open: true },
      schema: {
        tags: ['reference data'],
        summary: 'Working days: weekdays off, weekends worked · 工作日历',
        security: [],
        response: { 200: z.object({ today: z.iso.date(), off: dates, worked: dates }), ...problems },
      },
    },
    async () => {
      const today = dateAt(now());
      const { off, worked } = await placeCalendar(database, yearsAround(today));
      return { today, off: [...off], worked: [...worked] };
    },
  );
}
