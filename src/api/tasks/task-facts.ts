/** The facts that a task's form is made from: only those that its declaration asks for are looked up. */
import type { Pool } from 'pg';
import { allOrganisations, fieldNames } from '../../database/catalogue-repository';
import { filesAmong, filesOf } from '../../database/file-repository';
import { rangesOf } from '../../database/multirange';
import { itemsOf } from '../../database/matter-repository';
import { officersOf } from '../../database/officer-repository';
import { decidedOn, handoverAnswers, nominatedIn } from '../../database/power-transfer/said';
import { formsOf, otherSides, saidOf } from '../../database/said-repository';
import type { TaskRow } from '../../database/task-repository';
import { factsOfTransfer, type PowerOfTransfer } from '../../database/transfer-repository';
import type { OtherSide, TaskFacts } from '../../domain/power-transfer/task-schema';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import { declareNeed } from '../../domain/power-transfer/steps';
import { dateAt } from '../../domain/procedure/calendar';
import { unpack } from '../../domain/procedure/ranges';
import type { Inside } from '../dependencies';

/** Files to choose from in a form, the newest of the office. */
const mostFiles = 200;

type Known = Pick<Inside, 'database' | 'family' | 'now'>;

/** What is known of a matter: of a transfer of powers much; of any other what its items are called. */
async function factsOf(
  database: Pool,
  procedure: string,
  matter: string,
): Promise<Awaited<ReturnType<typeof factsOfTransfer>>> {
  if (procedure === powerTransfer.code) return factsOfTransfer(database, matter);
  const items = await itemsOf(database, matter);
  const unknown = { department: '', field: '', mode: 'devolve', aboveCounty: false, periodUntil: null } as const;
  return {
    powers: items.map(({ position, code }) => ({ position, code, ...unknown })),
    plannedEffectiveDate: null,
    officersPerField: 0,
    trainingHours: null,
    passMark: null,
    subDistrict: '',
  };
}

/** All that is known for one task. */
export interface TaskContext {
  /** For the powers that are left to the person. */
  readonly facts: TaskFacts;
  /** All powers of the transfer, by position. */
  readonly powers: readonly PowerOfTransfer[];
}

async function sidesOf({ database, family }: Known, task: TaskRow): Promise<OtherSide[]> {
  const { agrees = [], outcomes } = family.step(task.procedure, task.step);
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
  const last = forms.findLast(({ step }) => step === declareNeed.code);
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
 * @param cited where an answer is judged: the files that it cites, whichever of the office's they are. What only helps a
 *   person to fill in the form is not looked up then
 */
export async function contextOf(known: Known, task: TaskRow, cited?: readonly string[]): Promise<TaskContext> {
  const { step, procedure, transfer, organisation, about } = task;
  const { database, family, now } = known;
  const { forms } = family.dossier(procedure);
  const asks = forms.has(step) ? forms.asks(step, cited === undefined) : new Set();
  const matter = await factsOf(database, procedure, transfer);
  const filesOfOffice = () =>
    cited ? filesAmong(database, organisation, cited) : filesOf(database, organisation, mostFiles);
  const [fields, offices, officers, nominated, files, decided, otherSide, handover, declared] = await Promise.all([
    asks.has('fields') ? fieldNames(database) : {},
    asks.has('offices') ? allOrganisations(database) : [],
    asks.has('officers') ? officersOf(database, matter.subDistrict) : [],
    asks.has('nominated') ? nominatedIn(database, transfer) : [],
    asks.has('files') && cited?.length !== 0 ? filesOfOffice() : [],
    asks.has('decided') ? decidedOn(database, transfer, task.powers) : undefined,
    asks.has('otherSide') ? sidesOf(known, task) : [],
    asks.has('handover') ? handoverOf(database, task, matter.subDistrict) : undefined,
    asks.has('declared') ? declaredIn(database, task) : undefined,
  ]);
  const yours = new Set(unpack(rangesOf(task.yours === '{}' ? task.powers : task.yours)));
  return {
    powers: matter.powers,
    facts: {
      today: dateAt(now()),
      powers: matter.powers
        .filter(({ position }) => yours.has(position))
        .map(({ periodUntil, ...power }) => ({
          ...power,
          ...(periodUntil === null ? {} : { periodUntil }),
        })),
      fields,
      officersPerField: matter.officersPerField,
      ...(matter.trainingHours === null ? {} : { trainingHours: matter.trainingHours }),
      ...(matter.passMark === null ? {} : { passMark: matter.passMark }),
      officers: officers.filter(({ active }) => active),
      nominated,
      files,
      offices,
      ...(decided === undefined ? {} : { decided }),
      ...(matter.plannedEffectiveDate === null ? {} : { plannedEffectiveDate: matter.plannedEffectiveDate }),
      otherSide,
      ...(handover === undefined ? {} : { handover }),
      ...(declared === undefined ? {} : { declared }),
      ...(about === null ? {} : { about }),
    },
  };
}
