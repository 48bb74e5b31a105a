/**
 * Whether a list of powers may be launched, and what the launch is. Pure: what is known comes with the facts.
 */
import type { LocalDate } from '../procedure/calendar';
import { isHeld } from './states';
import { linesPerRun } from '../procedure/launch';
import type { Mode } from './launch';
import type { Words } from '../procedure/step';
import { Refusal, refusalOf, type FieldError } from '../refusal';
import { recordedAuthorisation, type CataloguePower } from './catalogue';
import type { Organisation } from '../city/organisations';
import { launchOf } from './launch-document';
import type { LaunchDocument, LaunchFacts, LaunchPlan, PlannedAuthorisation, PlannedPower } from './launch-plan';
import type { LaunchRequest, PowerScope } from './launch-request';
import { oddSign } from './power-code';
import { powerTransfer } from './procedure';
import { checkCount } from './settings';

export type {
  DocumentedPower,
  LaunchDocument,
  LaunchFacts,
  LaunchPlan,
  LivingPower,
  PlannedAuthorisation,
  PlannedPower,
} from './launch-plan';

/** Edition of the procedure that transfers launched now follow (docs/operations/changing-a-procedure.md tells of each). */
export const currentEdition = 3;

interface Wanted {
  readonly index: number;
  readonly code: string;
  readonly mode: Mode;
  readonly scope: PowerScope;
  readonly stated?: string;
  readonly period?: { readonly from: LocalDate; readonly until: LocalDate };
}

function wantedOf(request: LaunchRequest, subDistrict: Organisation): Wanted[] {
  // a scope is the text of a decision: in the city's language, whoever reads it
  const whole: PowerScope = { territory: `${subDistrict.name.zh}辖区`, reserved: [] };
  const usual = request.mode ?? 'devolve';
  return request.powers.map((listed, index) => {
    if (typeof listed === 'string') return { index, code: listed, mode: usual, scope: whole };
    const { code, mode, scope, authorisation, period } = listed;
    return {
      index,
      code,
      mode: mode ?? usual,
      scope: scope ?? whole,
      ...(authorisation === undefined ? {} : { stated: authorisation }),
      ...(period === undefined ? {} : { period }),
    };
  });
}

/** What opens the power in the mode: as stated for penalties, but a measure must be named by the recorded entry itself. */
function authorisationOf(power: CataloguePower, wanted: Wanted): PlannedAuthorisation | undefined {
  const found = recordedAuthorisation(power, wanted.mode);
  const recorded = found && { title: found.title, version: found.version, recorded: true };
  const { stated } = wanted;
  if (stated === undefined || stated === found?.title.zh || stated === found?.title.en) return recorded;
  if (power.type !== 'penalty' && !(wanted.mode === 'entrust' && power.type === 'inspection') && !found)
    return undefined;
  return { title: { zh: stated, en: stated }, recorded: false };
}

const missing: { readonly [type in CataloguePower['type']]: { readonly [M in Mode]: FieldError['code'] } } = {
  penalty: { devolve: 'provincial-decision-missing', entrust: 'enabling-provision-missing' },
  inspection: { devolve: 'inspection-not-named', entrust: 'enabling-provision-missing' },
  compulsion: { devolve: 'compulsion-not-named', entrust: 'compulsion-not-entrustable' },
};

/** What is wrong with the mode and the period of one power. */
function periodErrors({ index, code, mode, period }: Wanted, today: LocalDate): FieldError[] {
  const field = `/powers/${index}`;
  if (mode === 'devolve')
    return period ? [{ field: `${field}/period`, code: 'period-not-applicable', params: { power: code } }] : [];
  if (!period) return [{ field, code: 'period-missing', params: { power: code } }];
  if (period.until <= period.from || period.until < today)
    return [{ field: `${field}/period/until`, code: 'period-invalid', params: { power: code, today } }];
  return [];
}

function errorsOf(wanted: Wanted, seen: Set<string>, facts: LaunchFacts): FieldError[] {
  const { index, code, mode } = wanted;
  const field = `/powers/${index}`;
  const one = (problem: FieldError['code'], more: FieldError['params'] = {}): FieldError[] => [
    { field, code: problem, params: { power: code, powers: code, ...more } },
  ];
  const power = facts.powers.get(code);
  if (!power) {
    const odd = oddSign(code);
    return odd ? one('code-sign', { code, ...odd }) : one('unknown-power');
  }
  if (seen.has(code)) return one('power-twice');
  seen.add(code);
  if (power.restrictsFreedom) return one('freedom-restricting');
  const living = facts.living.get(code);
  if (living) {
    return one(isHeld(living.state) ? 'power-held' : 'power-in-transfer', { title: living.title });
  }
  if (!authorisationOf(power, wanted)) return one(missing[power.type][mode]);
  return periodErrors(wanted, facts.today);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorted so that powers which the procedure cannot tell apart stand together: ranges stay short. */
function arrange(all: readonly Wanted[], facts: LaunchFacts): { planned: PlannedPower; power: CataloguePower }[] {
  return all
    .flatMap((wanted) => {
      const power = facts.powers.get(wanted.code);
      const authorisation = power && authorisationOf(power, wanted);
      return power && authorisation ? [{ wanted, power, authorisation }] : [];
    })
    .sort(
      (a, b) =>
        compare(a.power.department, b.power.department) ||
        compare(a.power.field, b.power.field) ||
        compare(a.wanted.mode, b.wanted.mode) ||
        compare(a.wanted.period?.until ?? '', b.wanted.period?.until ?? '') ||
        compare(a.power.code, b.power.code),
    )
    .map(({ wanted, power, authorisation }, position) => ({
      power,
      planned: {
        position,
        power: power.code,
        department: power.department,
        field: power.field,
        mode: wanted.mode,
        scope: wanted.scope,
        authorisation,
        periodFrom: wanted.period?.from ?? null,
        periodUntil: wanted.period?.until ?? null,
      },
    }));
}

/** Names by id. */
const namesOf = (ids: ReadonlySet<string>, organisations: LaunchFacts['organisations']): { [id: string]: Words } =>
  Object.fromEntries(organisations.filter(({ id }) => ids.has(id)).map(({ id, name }) => [id, name]));

/**
 * The launch that a request asks for.
 *
 * @throws Refusal one code where one thing is wrong; `powers-refused` with an error for every power that cannot be
 *   launched (JSON pointers into `/powers`) where several are. Nothing is launched in part.
 */
export function planLaunch(request: LaunchRequest, facts: LaunchFacts): LaunchPlan {
  checkCount(request.powers.length);
  const subDistrict = facts.organisations.find(({ id, kind }) => id === request.subDistrict && kind === 'sub-district');
  if (!subDistrict)
    throw new Refusal('unknown-sub-district', { field: '/subDistrict', params: { subDistrict: request.subDistrict } });
  if (request.dayMs !== undefined && !facts.demonstration) throw new Refusal('demonstration-only', { field: '/dayMs' });
  const planned = request.plannedEffectiveDate;
  if (planned !== undefined && planned < facts.today)
    throw new Refusal('effective-date-past', { field: '/plannedEffectiveDate', params: { today: facts.today } });

  const wanted = wantedOf(request, subDistrict);
  const seen = new Set<string>();
  const errors = wanted.flatMap((one) => errorsOf(one, seen, facts));
  if (errors.length > 0) throw refusalOf(errors, 'powers-refused');

  const arranged = arrange(wanted, facts);
  const powers = arranged.map((one) => one.planned);
  const both = new Set(powers.map(({ mode }) => mode));
  const mode = both.size === 1 ? (powers[0]?.mode ?? 'devolve') : 'mixed';
  const transition = request.transition ?? 'after';
  const dayMs = request.dayMs ?? facts.dayMs;
  const takingPart = new Set([...Object.values(facts.offices), ...powers.map(({ department }) => department)]);
  const { transfer, offices, settings, calendar } = facts;
  const document: LaunchDocument = {
    procedure: powerTransfer.code,
    title: request.title,
    transfer,
    subDistrict: { id: subDistrict.id, name: subDistrict.name },
    organisations: namesOf(takingPart, facts.organisations),
    offices,
    transition,
    mode,
    plannedEffectiveDate: planned ?? null,
    request,
    powers: arranged.map(({ planned: row, power }) => ({
      ...row,
      name: power.name,
      type: power.type,
      legalBasis: power.legalBasis,
      confidence: power.confidence,
      aboveCounty: power.aboveCounty,
    })),
    edition: currentEdition,
    settings,
    calendar,
    dayMs,
    linesPerRun,
  };
  return { mode, powers, launch: launchOf(document), document };
}
