/** What the rules of a launch need to know, as the database has it now. */
import { yearsOfLaunch } from '../../calendar/official';
import { allOrganisations, powersByCode } from '../../database/catalogue-repository';
import { livingPowers } from '../../database/power-transfer/launch';
import { placeSettings } from '../../database/settings-repository';
import { officesOf } from '../../domain/power-transfer/launch';
import type { LaunchFacts } from '../../domain/power-transfer/launch-plan';
import type { LaunchRequest } from '../../domain/power-transfer/launch-request';
import { planLaunch, type LaunchPlan } from '../../domain/power-transfer/launch-rules';
import { dateAt } from '../../domain/procedure/calendar';
import type { Dependencies } from '../dependencies';
import { placeCalendar } from '../city/place-calendar';

type Known = Pick<Dependencies, 'database' | 'now' | 'demonstration' | 'dayMs'>;

/** The facts for a launch of these powers to a sub-district. */
export async function launchFacts(
  { database, now, demonstration, dayMs }: Known,
  transfer: string,
  subDistrict: string,
  codes: readonly string[],
): Promise<LaunchFacts> {
  const today = dateAt(now());
  const [powers, organisations, living, { settings }, calendar] = await Promise.all([
    powersByCode(database, codes),
    allOrganisations(database),
    livingPowers(database, subDistrict, codes),
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

/** The plan of a launch. Throws Refusal where it may not be launched. */
export async function planFor(known: Known, transfer: string, request: LaunchRequest): Promise<LaunchPlan> {
  const codes = request.powers.map((power) => (typeof power === 'string' ? power : power.code));
  return planLaunch(request, await launchFacts(known, transfer, request.subDistrict, codes));
}
