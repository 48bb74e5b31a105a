/** Whether a command can be taken where the procedure stands. Pure; the same judgement at the door and in its turn. */
import { isDate } from '../../src/domain/procedure/calendar';
import { isRanges, pack, unpack } from '../../src/domain/procedure/ranges';
import type {
  ActOnPowers,
  AssembleList,
  CalledEnded,
  CarryOutDecision,
  CompleteStep,
  Person,
  RefusalCode,
  RefusalDetail,
  TellCalendar,
} from '../../src/domain/procedure/message';
import { isCompletion, type Completion } from '../../src/domain/procedure/record';
import type { OutcomeDeclaration, Role, Step } from '../../src/domain/procedure/step';
import type { OpenTask } from './desk/tasks';
import type { Stand } from './stand';

/** `sure`: nothing that the ledger may hold beyond what we know can make the command valid. */
export interface Judgement {
  readonly code: RefusalCode;
  readonly sure: boolean;
  readonly detail: RefusalDetail;
}
const refuse = (code: RefusalCode, detail: RefusalDetail = {}, sure = true): Judgement => ({ code, sure, detail });

/** The role in which a person answers a task. */
function roleFor(stand: Stand, step: Step, task: OpenTask): Role | undefined {
  const party = stand.partyOf(task);
  return party === undefined ? undefined : step.parties[party];
}

/** Powers for which the person has completed one of the steps that exclude them (four eyes). */
function ownEarlier(stand: Stand, step: Step, person: string): ReadonlySet<number> {
  const own = new Set<number>();
  const { notBy = [] } = step;
  if (notBy.length === 0) return own;
  for (const entry of stand.journal)
    if (isCompletion(entry) && entry.by === person && notBy.some(({ code }) => code === entry.step))
      for (const ranges of Object.values(entry.outcomes)) for (const power of unpack(ranges)) own.add(power);
  return own;
}

function missingWords(
  command: CompleteStep,
  outcome: string,
  declared: OutcomeDeclaration,
  powers: number[],
): Judgement | null {
  for (const need of declared.needs ?? []) {
    const given = new Set<number>();
    for (const words of command.detail.words ?? [])
      if (words[need] !== undefined) for (const power of unpack(words.powers)) given.add(power);
    const lacking = powers.filter((power) => !given.has(power));
    if (lacking.length > 0) return refuse(`${need}-missing`, { powers: pack(lacking), outcome });
  }
  return null;
}

/** Another party of the same round has fixed a field: it must be given alike. */
function differs(
  stand: Stand,
  step: Step,
  task: OpenTask,
  command: CompleteStep,
  powers: readonly number[],
): Judgement | null {
  const fields: readonly string[] = step.agrees ?? [];
  const [carrying] = Object.keys(step.outcomes);
  if (fields.length === 0) return null;
  for (const power of powers) {
    const round = stand.desk.answers({ ...task, step }, power).length;
    for (const question of stand.questionsOf(step, task.about, power)) {
      if (question.office === task.office && question.party === task.party) continue;
      const other = stand.desk.answers(question, power)[round];
      if (!other || other.outcome !== carrying) continue;
      for (const field of fields)
        if (other.kept[field] !== command.kept?.[field])
          return refuse('effective-date-differs', { powers: `${power}`, field, expected: other.kept[field] ?? '' });
    }
  }
  return null;
}

/** What was answered in a task so far. */
const answersIn = (stand: Stand, task: string): Completion[] =>
  stand.journal.filter(isCompletion).filter((entry) => entry.task === task);

/** Why a task that is not open cannot be answered. */
function judgeClosed(stand: Stand, past: readonly Completion[]): Judgement {
  if (past.length > 0) return refuse('already-completed', { by: [...new Set(past.map((entry) => entry.by))] });
  return refuse(stand.over() ? 'closed' : 'not-open', {}, false);
}

export function judgeCompletion(stand: Stand, command: CompleteStep): Judgement | null {
  const { desk } = stand;
  const past = answersIn(stand, command.task);
  const task = desk.task(command.task);
  if (!task) return judgeClosed(stand, past);
  const step = desk.stepOf(task.step);
  if (desk.isStopped(step)) return refuse('suspended', {}, false);
  if (task.openUntil !== undefined && task.openUntil > desk.now())
    return refuse('still-open', { until: task.openUntil }, false);
  if (task.office !== command.person.office) return refuse('not-yours');
  if (roleFor(stand, step, task) !== command.person.role) return refuse('not-your-role');
  const own = ownEarlier(stand, step, command.person.id);
  const seen = new Set<number>();
  const [carrying] = Object.keys(step.outcomes);
  for (const [outcome, ranges] of Object.entries(command.outcomes)) {
    const declared = Object.hasOwn(step.outcomes, outcome) ? step.outcomes[outcome] : undefined;
    if (!declared) return refuse('unknown-outcome', { outcome });
    if (!isRanges(ranges, stand.launch.count)) return refuse('power-not-in-task', { powers: ranges });
    const powers = unpack(ranges);
    for (const power of powers) {
      if (seen.has(power)) return refuse('power-twice', { powers: `${power}` });
      seen.add(power);
      if (task.left.has(power)) continue;
      const answered = past.find((entry) => Object.values(entry.outcomes).some((done) => unpack(done).includes(power)));
      return answered
        ? refuse('already-completed', { by: [answered.by], powers: `${power}` })
        : refuse('power-not-in-task', { powers: `${power}` }, false);
    }
    const ownPowers = powers.filter((power) => own.has(power));
    if (ownPowers.length > 0) return refuse('four-eyes', { powers: pack(ownPowers) });
    const lacking = missingWords(command, outcome, declared, powers);
    if (lacking) return lacking;
    if (outcome !== carrying) continue;
    for (const field of step.keeps ?? []) if (!command.kept?.[field]) return refuse('kept-missing', { field });
    const apart = differs(stand, step, task, command, powers);
    if (apart) return apart;
  }
  return seen.size === 0 ? refuse('outcome-missing') : null;
}

/** A called matter's ending answers the task that called it: nobody's act but the system's. */
export function judgeEnding(stand: Stand, { person, task: id }: CalledEnded): Judgement | null {
  if (person.role !== 'system') return refuse('not-your-role');
  const task = stand.desk.task(id);
  if (!task) return judgeClosed(stand, answersIn(stand, id));
  const step = stand.desk.stepOf(task.step);
  if (stand.desk.isStopped(step)) return refuse('suspended', {}, false);
  return step.calls ? null : refuse('calls-nothing', { step: step.code });
}

function isSteward(stand: Stand, { role, office }: Person): boolean {
  const steward = stand.steward();
  return role === steward.role && office === steward.office;
}

/** The steward, or the system for the matter that called this one: what happens to that, happens to this. */
const steers = (stand: Stand, person: Person): boolean => isSteward(stand, person) || person.role === 'system';

/** The steward's acts on the whole. */
export function judgeSuspension(stand: Stand, person: Person, suspend: boolean): Judgement | null {
  if (!steers(stand, person)) return refuse('not-your-role');
  if (stand.over()) return refuse('closed', {}, false);
  if (stand.suspended() !== suspend) return null;
  return refuse(suspend ? 'suspended' : 'not-suspended', {}, false);
}

/** Closing the list of what goes into one task. `powers`: what the steward takes to wait for it. */
export function judgeAssembling(stand: Stand, command: AssembleList): Judgement | null {
  if (!isSteward(stand, command.person)) return refuse('not-your-role');
  if (stand.over()) return refuse('closed', {}, false);
  if (stand.suspended()) return refuse('suspended', {}, false);
  const step = stand.procedure.steps.find(({ code }) => code === command.step);
  if (!step?.assembles) return refuse('assembles-nothing', { step: command.step });
  const waiting = pack(stand.desk.gathered(command.step));
  if (waiting === '') return refuse('nothing-to-assemble', {}, false);
  return waiting === command.powers ? null : refuse('list-changed', { powers: waiting }, false);
}

/** Withdrawal (before the handover) and recall (after it). */
export function judgeTakingBack(stand: Stand, command: ActOnPowers, recall: boolean): Judgement | null {
  if (recall ? !isSteward(stand, command.person) : !steers(stand, command.person)) return refuse('not-your-role');
  if (stand.over()) return refuse('closed', {}, false);
  if (recall && stand.suspended()) return refuse('suspended', {}, false);
  if (!isRanges(command.powers, stand.launch.count)) return refuse('power-not-in-task', { powers: command.powers });
  if (recall && !stand.goesBack) return refuse('no-way-back');
  const powers = unpack(command.powers);
  const ended = powers.filter((power) => !stand.isAlive(power));
  if (ended.length > 0) return refuse('power-ended', { powers: pack(ended) }, false);
  const { states } = stand.procedure;
  const isRecallable = (power: number) => states[stand.state(power)]?.recallable === true;
  const wrong = powers.filter((power) => isRecallable(power) !== recall);
  if (wrong.length > 0) return refuse(recall ? 'not-handed-over' : 'handed-over', { powers: pack(wrong) }, false);
  const again = powers.filter((power) => recall && stand.isRecalling(power));
  return again.length > 0 ? refuse('recall-under-way', { powers: pack(again) }, false) : null;
}

/** A decision of another matter, also in a suspension: nobody's act but the system's. */
export function judgeCarryingOut(stand: Stand, command: CarryOutDecision): Judgement | null {
  if (command.person.role !== 'system') return refuse('not-your-role');
  if (stand.over()) return refuse('closed', {}, false);
  const { carriedOut = {} } = stand.procedure.acts;
  const action = Object.hasOwn(carriedOut, command.action) ? carriedOut[command.action] : undefined;
  if (!action) return refuse('unknown-action', { action: command.action });
  if (!isDate(command.effectiveDate)) return refuse('kept-missing', { field: 'effectiveDate' });
  if (!isRanges(command.powers, stand.launch.count)) return refuse('power-not-in-task', { powers: command.powers });
  const powers = unpack(command.powers);
  const ended = powers.filter((power) => !stand.isAlive(power));
  if (ended.length > 0) return refuse('power-ended', { powers: pack(ended) }, false);
  const wrong = powers.filter((power) => !action.from.includes(stand.state(power)));
  if (wrong.length > 0) return refuse('action-does-not-fit', { powers: pack(wrong) }, false);
  const again = powers.filter((power) => action.to !== undefined && stand.isToEnd(power));
  return again.length > 0 ? refuse('carried-out-already', { powers: pack(again) }, false) : null;
}

/** Notes are taken from everybody who takes part; the API has seen to that. */
export function judgeNote(stand: Stand, command: ActOnPowers): Judgement | null {
  if (stand.over()) return refuse('closed', {}, false);
  return command.powers === '' || isRanges(command.powers, stand.launch.count)
    ? null
    : refuse('power-not-in-task', { powers: command.powers });
}

/** The days of offices, as they are told to every procedure that runs: nobody's act but the system's. */
export function judgeCalendar(stand: Stand, { person }: TellCalendar): Judgement | null {
  if (person.role !== 'system') return refuse('not-your-role');
  return stand.over() ? refuse('closed', {}, false) : null;
}

/** Demonstrations only; the API has seen to that. */
export function judgePace(stand: Stand): Judgement | null {
  if (stand.over()) return refuse('closed', {}, false);
  return stand.suspended() ? refuse('suspended', {}, false) : null;
}
