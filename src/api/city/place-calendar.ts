import { officialCalendar } from '../../calendar/official';
import type { Queryable } from '../../database/queryable';
import { localDaysFrom } from '../../database/settings-repository';
import { asCalendar } from '../../domain/power-transfer/local-days';
import type { Calendar } from '../../domain/procedure/calendar';

/** The official calendar of some years, oldest first, with the place's own days. */
export async function placeCalendar(database: Queryable, years: readonly number[]): Promise<Calendar> {
  return officialCalendar(years, asCalendar(await localDaysFrom(database, `${years[0]}-01-01`)));
}
