/** The city's working days, so that a page can say how many are left without asking for each task. */
import { z } from 'zod';
import { officialCalendar, yearsAround } from '../../calendar/official';
import { dateAt } from '../../domain/procedure/calendar';
import { problems } from '../answers';
import type { App } from '../app';
import type { Dependencies } from '../dependencies';

const dates = z.array(z.iso.date());

/** `GET /api/calendar`: weekdays off and weekend days worked, of the years around now. */
export function calendarRoutes(app: App, { now }: Dependencies): void {
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
    () => {
      const today = dateAt(now());
      const { off, worked } = officialCalendar(yearsAround(today));
      return { today, off: [...off], worked: [...worked] };
    },
  );
}
