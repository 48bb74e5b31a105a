/** What a launch would bring: who is asked when, and what should be looked at before. Pure. */
import { addWorkingDays, isProvisionalOn, type LocalDate } from '../procedure/calendar';
import { isSystem, keysOf, type Stage, type Station } from '../procedure/declaration';
import { unpack } from '../procedure/ranges';
import type { Role, Step } from '../procedure/step';
import type { LaunchPlan } from './launch-plan';
import type { Party } from './parties';
import { powerTransfer } from './procedure';
import { stages } from './stages';
import type { PowerState } from './states';

/** One step on the way, if nothing is sent back. */
export interface PreviewedStep {
  readonly step: string;
  /** Working days for it. */
  readonly days: number | null;
  /** The last day, if every step before took all of its time. */
  readonly latest: LocalDate | null;
  /** Whether that day may still move: the holidays of its year are not announced. */
  readonly provisional: boolean;
  /** Empty: the system does it. A step that two sides take asks each in its own role. */
  readonly organisations: readonly { readonly id: string; readonly role: Role; readonly powers: number }[];
}

export type PreviewWarning = 'officers-short' | 'above-county' | 'basis-uncertain' | 'authorisation-stated';

/** The steps that a plan counts on, up to the handover. */
function stepsToHandover({ launch, powers }: LaunchPlan): Step[] {
  const says = ({ only = {} }: Station<PowerState>) =>
    Object.entries(only).every(([field, value]) =>
      field === 'mode'
        ? powers.some(({ mode }) => mode === value)
        : field !== 'transition' || launch.transition === value,
    );
  const isHandover = ({ stations }: Stage<PowerState>) =>
    stations.some(({ place }) => 'state' in place && place.state === 'handed-over');
  const until = stages.findIndex(isHandover);
  return stages
    .slice(0, until + 1)
    .flatMap(({ stations }) => stations)
    .flatMap((station) => ('state' in station.place || station.resort || !says(station) ? [] : [station.place]));
}

/** The steps up to the handover, each with those who will be asked. */
export function previewSteps(plan: LaunchPlan, today: LocalDate): PreviewedStep[] {
  const { launch } = plan;
  const asked = (party: Party, role: Role | undefined): PreviewedStep['organisations'] => {
    const office = powerTransfer.offices[party];
    if (role === undefined || office === 'answer' || isSystem(powerTransfer, party)) return [];
    const powers = new Map<string, number>();
    for (const group of launch.groups) {
      const id = office(launch, group);
      powers.set(id, (powers.get(id) ?? 0) + unpack(group.powers).length);
    }
    return [...powers].map(([id, count]) => ({ id, role, powers: count }));
  };
  let end = today;
  return stepsToHandover(plan).map((step): PreviewedStep => {
    const days = launch.settings.limits[step.code] ?? step.days;
    if (days !== null) end = addWorkingDays(launch.calendar, end, days);
    const organisations = keysOf(powerTransfer.parties).flatMap((party) => asked(party, step.parties[party]));
    const latest = days === null ? null : end;
    const provisional = latest !== null && isProvisionalOn(launch.calendar, latest);
    return { step: step.code, days, latest, provisional, organisations };
  });
}

/** Per field: how many powers, and how many certified officers the procedure will ask for. */
export function previewFields(
  { powers, launch }: LaunchPlan,
  certified: ReadonlyMap<string, number>,
): { readonly field: string; readonly powers: number; readonly officers: number; readonly needed: number }[] {
  const fields = new Map<string, number>();
  for (const { field } of powers) fields.set(field, (fields.get(field) ?? 0) + 1);
  return [...fields].map(([field, count]) => ({
    field,
    powers: count,
    officers: certified.get(field) ?? 0,
    needed: launch.settings.officersPerField,
  }));
}

/** What does not stand against the launch, but should be known before. */
export function previewWarnings(
  plan: LaunchPlan,
  fields: ReturnType<typeof previewFields>,
): { readonly code: PreviewWarning; readonly powers: readonly string[] }[] {
  const short = new Set(fields.filter(({ officers, needed }) => officers < needed).map(({ field }) => field));
  const codes = (test: (power: LaunchPlan['document']['powers'][number]) => boolean): string[] =>
    plan.document.powers.filter(test).map(({ power }) => power);
  const found: { code: PreviewWarning; powers: string[] }[] = [
    { code: 'officers-short', powers: codes(({ field }) => short.has(field)) },
    { code: 'above-county', powers: codes(({ aboveCounty }) => aboveCounty) },
    { code: 'basis-uncertain', powers: codes(({ confidence }) => confidence === 'low') },
    { code: 'authorisation-stated', powers: codes(({ authorisation }) => !authorisation.recorded) },
  ];
  return found.filter(({ powers }) => powers.length > 0);
}
