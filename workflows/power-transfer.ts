/**
 * The transfer of powers to a sub-district, as the regulation tells it: the way of one power from the declaration of
 * need to the day on which the sub-district holds it no longer.
 *
 * What waits for whom, time limits, suspension, withdrawal and the record are the kit's (`procedure/`).
 */
import * as steps from '../src/domain/power-transfer/steps';
import { endings, handedOverStates, transferState, type Ending } from '../src/domain/power-transfer/states';
import { unpackOfficers, type NominatedOfficer } from '../src/domain/power-transfer/officers';
import { addDays, dateAt, type LocalDate } from '../src/domain/procedure/calendar';
import type { Launch } from '../src/domain/procedure/launch';
import type { Progress } from '../src/domain/procedure/record';
import type { Instant } from '../src/domain/procedure/step';
import { months, years, type Moment } from '../src/domain/procedure/timeline';
import type { Case, Course } from './procedure/case';
import { procedure } from './procedure/procedure';

/** The way of one power, and the way back. */
export const powerTransferCourse: Course<Ending> = {
  carry: transfer,
  recall: async (power, nth) => ((await takeBack(power, `recall-${nth}`)) ? 'recalled' : null),
  endings,
  recallable: handedOverStates,
  overall: transferState,
};

export const powerTransfer = (launch: Launch, earlier?: Progress) =>
  procedure(steps.transferSteps, launch, earlier, powerTransferCourse);

async function transfer(power: Case): Promise<Ending> {
  const granted = await grant(power);
  if (typeof granted === 'string') return granted;
  const { published, officers } = granted;

  await qualify(power, officers, published);
  const ready = await makeReady(power);
  const accompanied = power.launch.transition === 'before';
  if (accompanied) await accompany(power, ready);

  const signed = await handOver(power);
  power.enters('handed-over');
  if (power.group.mode === 'entrust') await power.step(steps.publishInstrument, 'system');
  const began = await power.until({ from: signed.at, date: signed.effectiveDate });

  const held = accompanied ? hold(power, trialLength(power, began)) : tryOut(power, began);
  return power.group.until === undefined ? held : Promise.race([held, keepInstrument(power, began, power.group.until)]);
}

/** Steps 1 to 6: needed, caught, approved, lawful, decided, published; or the ending that it came to instead. */
async function grant(power: Case): Promise<Ending | { published: { order: number }; officers: NominatedOfficer[] }> {
  const agreed = await agree(power);
  if (typeof agreed === 'string') return agreed;
  const { notAdopted } = await power.step(steps.decide, 'government');
  if (notAdopted) return 'not-adopted';
  const published = await power.step(steps.publish, 'system');
  return { published, officers: agreed };
}

async function agree(power: Case): Promise<Ending | NominatedOfficer[]> {
  for (;;) {
    const { notNeeded, kept } = await power.step(steps.declareNeed, 'subDistrict');
    if (notNeeded) return 'not-needed';
    const found = await examine(power);
    if (found === 'lawful') return unpackOfficers(kept.officers);
    if (found !== 'returned') return found;
  }
}

/** Steps 2 to 4; what the legality review wants amended is assessed again. */
async function examine(power: Case): Promise<'lawful' | 'returned' | 'not-capable' | 'refused' | 'unlawful'> {
  for (;;) {
    const { notCapable } = await power.step(steps.assessCapacity, 'department');
    if (notCapable) return 'not-capable';
    const { returned, refused } = await power.step(steps.approveTransfer, 'department');
    if (refused) return 'refused';
    if (returned) return 'returned';
    const { amend, unlawful } = await power.step(steps.reviewLegality, 'justiceBureau');
    if (unlawful) return 'unlawful';
    if (!amend) return 'lawful';
  }
}

/** Step 7. The gate of 行政处罚法 42: two certified officers in the power's field; otherwise others are nominated. */
async function qualify(power: Case, nominated: NominatedOfficer[], published: { order: number }): Promise<void> {
  const { officersPerField } = power.launch.settings;
  const qualified = new Set<string>();
  let candidates = nominated;
  for (;;) {
    const ofField = candidates.filter(({ id, fields }) => fields.includes(power.group.field) && !qualified.has(id));
    const enough = await new Promise<boolean>((done) => {
      const trials = ofField.map(async (officer) => {
        if (!(await qualifyOfficer(power, officer, published))) return;
        qualified.add(officer.id);
        if (qualified.size >= officersPerField) done(true);
      });
      void Promise.all(trials).then(() => done(qualified.size >= officersPerField));
    });
    if (enough) return;
    const further = await power.step(steps.nominateOfficers, 'subDistrict');
    candidates = unpackOfficers(further.kept.officers);
  }
}

/** Trained in the powers and certified; who passed or was certified in this transfer before is not asked again. */
async function qualifyOfficer(power: Case, officer: NominatedOfficer, published: { order: number }): Promise<boolean> {
  const { trainingAttempts } = power.launch.settings;
  let trained = power.earlier(steps.signOffTraining, 'department', officer.id, published);
  for (let attempt = 1; !trained?.passed; attempt++) {
    if (attempt > trainingAttempts) return false;
    trained = await power.step(steps.signOffTraining, 'department', officer.id);
  }
  const today = dateAt(trained.at);
  if (officer.certifiedUntil !== undefined && officer.certifiedUntil >= today) return true;
  // training from before these powers were published: a certificate that followed it counts too
  const since = trained.order > published.order ? trained : published;
  const known = power.earlier(steps.certify, 'justiceBureau', officer.id, since);
  if (known?.certified && known.kept.validUntil >= today) return true;
  const { certified, kept, at } = await power.step(steps.certify, 'justiceBureau', officer.id);
  return certified && kept.validUntil >= dateAt(at);
}

/** Step 8: the three systems stand, and the justice bureau has seen them. */
async function makeReady(power: Case): Promise<Instant> {
  for (;;) {
    const { notReady } = await power.step(steps.declareReady, 'subDistrict');
    if (notReady) continue;
    const { seen, at } = await power.step(steps.seeReady, 'justiceBureau');
    if (seen) return at;
  }
}

/** Step 9: both sides confirm, the coordinator witnesses; a dispute or a sending back is a new round. */
async function handOver(power: Case): Promise<{ at: Instant; effectiveDate: LocalDate }> {
  for (;;) {
    const [given, taken] = await Promise.all([
      power.step(steps.confirmHandover, 'department'),
      power.step(steps.confirmHandover, 'subDistrict'),
    ]);
    if (given.disputed || taken.disputed) continue;
    const { witnessed, at } = await power.step(steps.witnessHandover, 'coordinator');
    if (witnessed) return { at, effectiveDate: given.kept.effectiveDate };
  }
}

const trialLength = (power: Case, from: Instant): Moment => ({ from, span: months(power.launch.settings.trialMonths) });

/** `transition: before`: the department still acts while the sub-district accompanies it. */
async function accompany(power: Case, from: Instant): Promise<void> {
  power.enters('transition');
  reportMonthly(power, from, 1);
  await power.until(trialLength(power, from));
}

/** Step 10 and 11: the trial, its reports and its evaluation. */
async function tryOut(power: Case, from: Instant): Promise<Ending> {
  power.enters('trial');
  const { trialMonths } = power.launch.settings;
  let began = from;
  for (let round = 0; ; round++) {
    reportMonthly(power, began, round * trialMonths + 1);
    await power.until(trialLength(power, began));
    const { verdict, at } = await assess(power);
    if (verdict === 'recall' && (await takeBack(power, `evaluation-${round + 1}`))) return 'recalled';
    if (verdict !== 'extend') return hold(power, { from: at, span: years(power.launch.settings.evaluationYears) });
    began = at;
  }
}

/** Beside the trial: a late report holds up nothing. */
function reportMonthly(power: Case, began: Instant, firstMonth: number): void {
  for (let month = 1; month <= power.launch.settings.trialMonths; month++)
    void power
      .until({ from: began, span: months(month) })
      .then(() => power.step(steps.reportMonth, 'subDistrict', `month-${firstMonth + month - 1}`));
}

/** Step 12: in force, and evaluated regularly for as long as it is held (行政处罚法 24). */
async function hold(power: Case, firstEvaluation: Moment): Promise<Ending> {
  power.enters('in-force');
  let next = firstEvaluation;
  for (let year = 1; ; year++) {
    await power.until(next);
    const { verdict, at } = await assess(power);
    if (verdict === 'recall' && (await takeBack(power, `year-${year}`))) return 'recalled';
    next = { from: at, span: years(power.launch.settings.evaluationYears) };
  }
}

type Verdict = 'retain' | 'narrow' | 'extend' | 'recall';

/** Two evaluate, each by itself; the graver prevails. A narrower scope is decided and published. */
async function assess(power: Case): Promise<{ verdict: Verdict; at: Instant }> {
  const both = await Promise.all([
    power.step(steps.evaluate, 'department'),
    power.step(steps.evaluate, 'justiceBureau'),
  ]);
  const graver = (['recall', 'narrow', 'extend'] as const).find((verdict) => both.some((view) => view[verdict]));
  if (graver === 'narrow') {
    const { adopted } = await power.step(steps.decideNarrowing, 'government');
    if (adopted) await power.step(steps.publishNarrowing, 'system');
  }
  return { verdict: graver ?? 'retain', at: Math.max(...both.map(({ at }) => at)) };
}

/** A recall is the transfer in reverse; until the return is signed the sub-district still acts. Whether it came to it. */
async function takeBack(power: Case, occasion: string): Promise<boolean> {
  const { upheld } = await power.step(steps.decideRecall, 'government', occasion);
  if (upheld) return false;
  await power.step(steps.publishRecall, 'system', occasion);
  for (;;) {
    const [given, taken] = await Promise.all([
      power.step(steps.confirmReturn, 'subDistrict', occasion),
      power.step(steps.confirmReturn, 'department', occasion),
    ]);
    if (given.confirmed && taken.confirmed) return true;
  }
}

/** An entrustment has a period (行政处罚法 20): both sides renew it in time, or it ends and that is published. */
async function keepInstrument(power: Case, began: Instant, lastDay: LocalDate): Promise<Ending> {
  const { renewalNoticeDays } = power.launch.settings;
  let until = lastDay;
  for (;;) {
    const end: Moment = { from: began, date: addDays(until, 1) };
    await power.until({ ...end, workingDaysBefore: renewalNoticeDays });
    const [given, taken] = await Promise.all([
      power.stepBefore(end, steps.renewEntrustment, 'department', until),
      power.stepBefore(end, steps.renewEntrustment, 'subDistrict', until),
    ]);
    if (given?.renewed && taken?.renewed) {
      until = given.kept.until;
      continue;
    }
    await power.until(end);
    await power.step(steps.publishExpiry, 'system', until);
    return 'expired';
  }
}
