/** The facts that a task's form is made from: only those that its declaration asks for are looked up. */
import type { Pool } from 'pg';
import { fieldNames } from '../../database/catalogue-repository';
import { filesAmong, filesOf } from '../../database/file-repository';
import { rangesOf } from '../../database/multirange';
import { officersOf } from '../../database/officer-repository';
import { decidedOn, formsOf, handoverAnswers, nominatedIn, otherSides, saidOf } from '../../database/said-repository';
import type { TaskRow } from '../../database/task-repository';
import { factsOfTransfer, type PowerOfTransfer } from '../../database/transfer-repository';
import { asksOf, isHumanStep, type OtherSide, type TaskFacts } from '../../domain/power-transfer/task-schema';
import { dateAt } from '../../domain/procedure/calendar';
import { unpack } from '../../domain/procedure/ranges';
import { declarationOf } from '../matters/transfer-view';

/** Files to choose from in a form, the newest of the office. */
const mostFiles = 200;

/** All that is known for one task. */
export interface TaskContext {
  /** For the powers that are left to the person. */
  readonly facts: TaskFacts;
  /** All powers of the transfer, by position. */
  readonly powers: readonly PowerOfTransfer[];
}

async function sidesOf(database: Pool, task: TaskRow): Promise<OtherSide[]> {
  const { agrees = [], outcomes } = declarationOf(task.step);
  if (agrees.length === 0) return [];
  const [carrying] = Object.keys(outcomes);
  const sides = await otherSides(database, task);
  const dates = (form: { readonly [field: string]: unknown }): Omit<OtherSide, 'position'> =>
    Object.fromEntries(agrees.flatMap((field) => (typeof form[field] === 'string' ? [[field, form[field]]] : [])));
  return sides
    .filter(({ outcome }) => outcome === carrying)
    .flatMap(({ powers, form }) =>
      unpack(rangesOf(powers)).map((position) => ({
        position,
        ...dates(form),
      })),
    );
}

/** What both sides of the handover have said so far. */
async function handoverOf(
  database: Pool,
  { transfer, organisation }: TaskRow,
  subDistrict: string,
): Promise<TaskFacts['handover']> {
  return {
    organisation,
    gives: organisation !== subDistrict,
    answers: await handoverAnswers(database, transfer, subDistrict),
  };
}

/** What the sub-district declared of these powers last, for who assesses whether it can cope. */
async function declaredIn(database: Pool, { transfer, powers }: TaskRow): Promise<TaskFacts['declared']> {
  const [forms, said] = await Promise.all([formsOf(database, transfer, powers), saidOf(database, transfer, powers)]);
  const last = forms.findLast(({ step }) => step === 'declare-need');
  if (!last) return undefined;
  // what is alike is said once for several powers, and holds for each of them
  const byPower = said
    .filter(({ seq, particulars }) => seq === last.seq && particulars !== null)
    .flatMap(({ powers: some, particulars }) => unpack(rangesOf(some)).map(() => particulars));
  return { form: last.form, byPower };
}

/**
 * What is known for a task.
 *
 * @param now milliseconds since 1970
 * @param cited where an answer is judged: the files that it cites, whichever of the office's they are. What only helps a
 *   person to fill in the form is not looked up then
 */
export async function contextOf(
  database: Pool,
  task: TaskRow,
  now: number,
  cited?: readonly string[],
): Promise<TaskContext> {
  const { step, transfer, organisation, about } = task;
  const known = await factsOfTransfer(database, transfer);
  const asks = isHumanStep(step) ? asksOf(step, cited === undefined) : new Set();
  const filesOfOffice = () =>
    cited ? filesAmong(database, organisation, cited) : filesOf(database, organisation, mostFiles);
  const [fields, officers, nominated, files, decided, otherSide, handover, declared] = await Promise.all([
    asks.has('fields') ? fieldNames(database) : {},
    asks.has('officers') ? officersOf(database, known.subDistrict) : [],
    asks.has('nominated') ? nominatedIn(database, transfer) : [],
    asks.has('files') && cited?.length !== 0 ? filesOfOffice() : [],
    asks.has('decided') ? decidedOn(database, transfer, task.powers) : undefined,
    asks.has('otherSide') ? sidesOf(database, task) : [],
    asks.has('handover') ? handoverOf(database, task, known.subDistrict) : undefined,
    asks.has('declared') ? declaredIn(database, task) : undefined,
  ]);
  const yours = new Set(unpack(rangesOf(task.yours === '{}' ? task.powers : task.yours)));
  return {
    powers: known.powers,
    facts: {
      today: dateAt(now),
      powers: known.powers
        .filter(({ position }) => yours.has(position))
        .map(({ periodUntil, ...power }) => ({
          ...power,
          ...(periodUntil === null ? {} : { periodUntil }),
        })),
      fields,
      officersPerField: known.officersPerField,
      ...(known.trainingHours === null ? {} : { trainingHours: known.trainingHours }),
      ...(known.passMark === null ? {} : { passMark: known.passMark }),
      officers: officers.filter(({ active }) => active),
      nominated,
      files,
      ...(decided === undefined ? {} : { decided }),
      ...(known.plannedEffectiveDate === null ? {} : { plannedEffectiveDate: known.plannedEffectiveDate }),
      otherSide,
      ...(handover === undefined ? {} : { handover }),
      ...(declared === undefined ? {} : { declared }),
      ...(about === null ? {} : { about }),
    },
  };
}
