/**
 * The transfer of powers to a sub-district, as the regulation tells it: the way of one power from the declaration of
 * need to the day on which the sub-district holds it no longer.
 *
 * What waits for whom, time limits, suspension, withdrawal and the record are the kit's (`procedure/`).
 */
import * as steps from '../src/domain/power-transfer/steps';
import type { TransferLaunch } from '../src/domain/power-transfer/launch';
import { powerTransfer as declared } from '../src/domain/power-transfer/procedure';
import type { Ending } from '../src/domain/power-transfer/states';
import { unpackOfficers, type NominatedOfficer } from '../src/domain/power-transfer/officers';
import { addDays, dateAt, type LocalDate } from '../src/domain/procedure/calendar';
import type { Progress } from '../src/domain/procedure/record';
import type { Instant } from '../src/domain/procedure/step';
import { months, years, type Moment } from '../src/domain/procedure/timeline';
import type { Case, Course } from './procedure/case';
import { procedure } from './procedure/procedure';
import { atLeast, beside, both, firstOf, type Way } from './procedure/way';

/** The way of one power, and the way back. */
export const powerTransferCourse: Course<TransferLaunch, Ending> = {
  procedure: declared,
  carry: transfer,
  back: recalled,
};

export const powerTransfer = (launch: TransferLaunch, earlier?: Progress) =>
  procedure(powerTransferCourse, launch, earlier);

type Power = Case<TransferLaunch>;

function* transfer(power: Power): Way<Ending> {
  const granted = yield* grant(power);
  if (typeof granted === 'string') return granted;
  const { published, officers } = granted;

  yield* qualify(power, officers, published);
  const ready = yield* makeReady(power);
  const accompanied = power.launch.transition === 'before';
  if (accompanied) yield* accompany(power, ready);

  const signed = yield* handOver(power);
  power.enters('handed-over');
  if (power.group.mode === 'entrust') yield* power.step(steps.publishInstrument, 'system');
  const began = yield* power.until({ from: signed.at, date: signed.effectiveDate });

  const held = accompanied ? hold(power, trialLength(power, began)) : tryOut(power, began);
  const { until } = power.group;
  return yield* until === undefined ? held : firstOf(held, keepInstrument(power, began, until));
}

/** Steps 1 to 6: needed, caught, approved, lawful, decided, published; or the ending that it came to instead. */
function* grant(power: Power): Way<Ending | { published: { order: number }; officers: NominatedOfficer[] }> {
  const agreed = yield* agree(power);
  if (typeof agreed === 'string') return agreed;
  const { notAdopted } = yield* power.step(steps.decide, 'government');
  if (notAdopted) return 'not-adopted';
  const published = yield* power.step(steps.publish, 'system');
  return { published, officers: agreed };
}

function* agree(power: Power): Way<Ending | NominatedOfficer[]> {
  for (;;) {
    const { notNeeded, kept } = yield* power.step(steps.declareNeed, 'subDistrict');
    if (notNeeded) return 'not-needed';
    const found = yield* examine(power);
    if (found === 'lawful') return unpackOfficers(kept.officers);
    if (found !== 'returned') return found;
  }
}

/** Steps 2 to 4; what the legality review wants amended is assessed again. */
function* examine(power: Power): Way<'lawful' | 'returned' | 'not-capable' | 'refused' | 'unlawful'> {
  for (;;) {
    const { notCapable } = yield* power.step(steps.assessCapacity, 'department');
    if (notCapable) return 'not-capable';
    const { returned, refused } = yield* power.step(steps.approveTransfer, 'department');
    if (refused) return 'refused';
    if (returned) return 'returned';
    const { amend, unlawful } = yield* power.step(steps.reviewLegality, 'justiceBureau');
    if (unlawful) return 'unlawful';
    if (!amend) return 'lawful';
  }
}

/** Step 7. The gate of 行政处罚法 42: two certified officers in the power's field; otherwise others are nominated. */
function* qualify(power: Power, nominated: NominatedOfficer[], published: { order: number }): Way<void> {
  const { officersPerField } = power.launch.settings;
  const qualified = new Set<string>();
  let candidates = nominated;
  for (;;) {
    const ofField = candidates.filter(({ id, fields }) => fields.includes(power.group.field) && !qualified.has(id));
    const trials = ofField.map(function* (officer): Way<boolean> {
      const is = yield* qualifyOfficer(power, officer, published);
      if (is) qualified.add(officer.id);
      return is;
    });
    const enough = yield* atLeast(officersPerField - qualified.size, trials);
    if (enough) return;
    const further = yield* power.step(steps.nominateOfficers, 'subDistrict');
    candidates = unpackOfficers(further.kept.officers);
  }
}

/** Trained in the powers and certified; who passed or was certified in this transfer before is not asked again. */
function* qualifyOfficer(power: Power, officer: NominatedOfficer, published: { order: number }): Way<boolean> {
  const { trainingAttempts } = power.launch.settings;
  const about = { about: officer.id };
  let trained = power.earlier(steps.signOffTraining, 'department', about, published);
  for (let attempt = 1; !trained?.passed; attempt++) {
    if (attempt > trainingAttempts) return false;
    trained = yield* power.step(steps.signOffTraining, 'department', about);
  }
  const today = dateAt(trained.at);
  if (officer.certifiedUntil !== undefined && officer.certifiedUntil >= today) return true;
  // training from before these powers were published: a certificate that followed it counts too
  const since = trained.order > published.order ? trained : published;
  const known = power.earlier(steps.certify, 'justiceBureau', about, since);
  if (known?.certified && known.kept.validUntil >= today) return true;
  const { certified, kept, at } = yield* power.step(steps.certify, 'justiceBureau', about);
  return certified && kept.validUntil >= dateAt(at);
}

/** Step 8: the three systems stand, and the justice bureau has seen them. */
function* makeReady(power: Power): Way<Instant> {
  for (;;) {
    const { notReady } = yield* power.step(steps.declareReady, 'subDistrict');
    if (notReady) continue;
    const { seen, at } = yield* power.step(steps.seeReady, 'justiceBureau');
    if (seen) return at;
  }
}

/** Step 9: both sides confirm, the coordinator witnesses; a dispute or a sending back is a new round. */
function* handOver(power: Power): Way<{ at: Instant; effectiveDate: LocalDate }> {
  for (;;) {
    const [given, taken] = yield* both(
      power.step(steps.confirmHandover, 'department'),
      power.step(steps.confirmHandover, 'subDistrict'),
    );
    if (given.disputed || taken.disputed) continue;
    const { witnessed, at } = yield* power.step(steps.witnessHandover, 'coordinator');
    if (witnessed) return { at, effectiveDate: given.kept.effectiveDate };
  }
}

const trialLength = (power: Power, from: Instant): Moment => ({
  from,
  span: months(power.launch.settings.trialMonths),
});

/** `transition: before`: the department still acts while the sub-district accompanies it. */
function* accompany(power: Power, from: Instant): Way<void> {
  power.enters('transition');
  yield* reportMonthly(power, from, 1);
  yield* power.until(trialLength(power, from));
}

/** Step 10 and 11: the trial, its reports and its evaluation. */
function* tryOut(power: Power, from: Instant): Way<Ending> {
  power.enters('trial');
  const { trialMonths } = power.launch.settings;
  let began = from;
  for (let round = 0; ; round++) {
    yield* reportMonthly(power, began, round * trialMonths + 1);
    yield* power.until(trialLength(power, began));
    const { verdict, at } = yield* assess(power);
    if (verdict === 'recall' && (yield* takeBack(power, `evaluation-${round + 1}`))) return 'recalled';
    if (verdict !== 'extend')
      return yield* hold(power, { from: at, span: years(power.launch.settings.evaluationYears) });
    began = at;
  }
}

/** Beside the trial: a late report holds up nothing. */
function* reportMonthly(power: Power, began: Instant, firstMonth: number): Way<void> {
  for (let month = 1; month <= power.launch.settings.trialMonths; month++)
    yield* beside(reportMonth(power, { from: began, span: months(month) }, `month-${firstMonth + month - 1}`));
}
function* reportMonth(power: Power, ended: Moment, month: string): Way<void> {
  yield* power.until(ended);
  yield* power.step(steps.reportMonth, 'subDistrict', { about: month });
}

/** Step 12: in force, and evaluated regularly for as long as it is held (行政处罚法 24). */
function* hold(power: Power, firstEvaluation: Moment): Way<Ending> {
  power.enters('in-force');
  let next = firstEvaluation;
  for (let year = 1; ; year++) {
    yield* power.until(next);
    const { verdict, at } = yield* assess(power);
    if (verdict === 'recall' && (yield* takeBack(power, `year-${year}`))) return 'recalled';
    next = { from: at, span: years(power.launch.settings.evaluationYears) };
  }
}

type Verdict = 'retain' | 'narrow' | 'extend' | 'recall';

/** Two evaluate, each by itself; the graver prevails. A narrower scope is decided and published. */
function* assess(power: Power): Way<{ verdict: Verdict; at: Instant }> {
  const views = yield* both(power.step(steps.evaluate, 'department'), power.step(steps.evaluate, 'justiceBureau'));
  const graver = (['recall', 'narrow', 'extend'] as const).find((verdict) => views.some((view) => view[verdict]));
  if (graver === 'narrow') {
    const { adopted } = yield* power.step(steps.decideNarrowing, 'government');
    if (adopted) yield* power.step(steps.publishNarrowing, 'system');
  }
  return { verdict: graver ?? 'retain', at: Math.max(...views.map(({ at }) => at)) };
}

function* recalled(power: Power, nth: number): Way<'recalled' | null> {
  return (yield* takeBack(power, `recall-${nth}`)) ? 'recalled' : null;
}

/** A recall is the transfer in reverse; until the return is signed the sub-district still acts. Whether it came to it. */
function* takeBack(power: Power, occasion: string): Way<boolean> {
  const { upheld } = yield* power.step(steps.decideRecall, 'government', { about: occasion });
  if (upheld) return false;
  yield* power.step(steps.publishRecall, 'system', { about: occasion });
  for (;;) {
    const [given, taken] = yield* both(
      power.step(steps.confirmReturn, 'subDistrict', { about: occasion }),
      power.step(steps.confirmReturn, 'department', { about: occasion }),
    );
    if (given.confirmed && taken.confirmed) return true;
  }
}

/** An entrustment has a period (行政处罚法 20): both sides renew it in time, or it ends and that is published. */
function* keepInstrument(power: Power, began: Instant, lastDay: LocalDate): Way<Ending> {
  const { renewalNoticeDays } = power.launch.settings;
  let until = lastDay;
  for (;;) {
    const end: Moment = { from: began, date: addDays(until, 1) };
    yield* power.until({ ...end, workingDaysBefore: renewalNoticeDays });
    const [given, taken] = yield* both(
      power.stepBefore(end, steps.renewEntrustment, 'department', { about: until }),
      power.stepBefore(end, steps.renewEntrustment, 'subDistrict', { about: until }),
    );
    if (given?.renewed && taken?.renewed) {
      until = given.kept.until;
      continue;
    }
    yield* power.until(end);
    yield* power.step(steps.publishExpiry, 'system', { about: until });
    return 'expired';
  }
}
