/** What a launch would bring: who is asked when, and what should be looked at before. Pure. */
import { addWorkingDays, isProvisionalOn, type LocalDate } from '../procedure/calendar';
import type { Party, Role, Step } from '../procedure/step';
import type { LaunchPlan } from './launch-plan';
import { transferSteps, type StepCode } from './steps';

/** One step on the way, if nothing is sent back. */
export interface PreviewedStep {
  readonly step: StepCode;
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

const mainPath: readonly StepCode[] = [
  'declare-need',
  'assess-capacity',
  'approve-transfer',
  'review-legality',
  'decide',
  'publish',
  'sign-off-training',
  'certify',
  'ready',
  'see-ready',
  'confirm-handover',
  'witness-handover',
  'publish-instrument',
];

const parties: readonly Party[] = ['subDistrict', 'department', 'justiceBureau', 'government', 'coordinator', 'system'];

/** The steps up to the handover, each with those who will be asked. */
export function previewSteps(plan: LaunchPlan, today: LocalDate): PreviewedStep[] {
  const { launch, powers } = plan;
  const entrusts = powers.some(({ mode }) => mode === 'entrust');
  const departments = new Map<string, number>();
  for (const { department } of powers) departments.set(department, (departments.get(department) ?? 0) + 1);
  const asked = (party: Party, role: Role | undefined): PreviewedStep['organisations'] => {
    if (role === undefined || party === 'system') return [];
    if (party === 'department') return [...departments].map(([id, count]) => ({ id, role, powers: count }));
    const id = party === 'subDistrict' ? launch.subDistrict : launch.offices[party];
    return [{ id, role, powers: powers.length }];
  };
  let end = today;
  return mainPath.flatMap((code): PreviewedStep[] => {
    const step: (Step & { readonly code: StepCode }) | undefined = transferSteps.find((one) => one.code === code);
    if (!step || (code === 'publish-instrument' && !entrusts)) return [];
    const days = launch.settings.limits[code] ?? step.days;
    if (days !== null) end = addWorkingDays(launch.calendar, end, days);
    const organisations = parties.flatMap((party) => asked(party, step.parties[party]));
    const latest = days === null ? null : end;
    const provisional = latest !== null && isProvisionalOn(launch.calendar, latest);
    return [{ step: code, days, latest, provisional, organisations }];
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
