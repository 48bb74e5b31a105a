/** What the rules of a launch need to know, as the database has it now. */
import { yearsOfLaunch } from '../../calendar/official';
import { allOrganisations, powersByCode } from '../../database/catalogue-repository';
import { livingPowers } from '../../database/power-transfer/launch';
import { placeSettings } from '../../database/settings-repository';
import type { LaunchAsks, LaunchFacts } from '../../domain/launching';
import { officesOf } from '../../domain/power-transfer/launch';
import { dateAt } from '../../domain/procedure/calendar';
import type { Dependencies } from '../dependencies';
import { placeCalendar } from '../city/place-calendar';

type Known = Pick<Dependencies, 'database' | 'now' | 'demonstration' | 'dayMs'>;

/** The facts for a launch that asks for these. */
export async function launchFacts(
  { database, now, demonstration, dayMs }: Known,
  transfer: string,
  { powers: codes, subDistrict }: LaunchAsks,
): Promise<Omit<LaunchFacts, 'person'>> {
  const today = dateAt(now());
  const [powers, organisations, living, { settings }, calendar] = await Promise.all([
    powersByCode(database, codes),
    allOrganisations(database),
    subDistrict === undefined ? [] : livingPowers(database, subDistrict, codes),
    placeSettings(database),
    placeCalendar(database, yearsOfLaunch(today)),
  ]);
  return {
    transfer,
    powers,
    organisations,
    offices: officesOf(organisations),
    living: new Map(living.map(({ power, ...where }) => [power, where])),
    today,
    settings,
    calendar,
    dayMs,
    demonstration,
  };
}
