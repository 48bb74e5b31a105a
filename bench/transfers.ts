/** Standard transfers, with all that their people will send: made before the clock runs. */
import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { officialCalendar, yearsOfLaunch } from '../src/calendar/official';
import { allOrganisations, fieldNames, powersByCode } from '../src/database/catalogue-repository';
import { insertTransfer } from '../src/database/power-transfer/launch';
import { insertCertificate, insertOfficer, officersOf } from '../src/database/officer-repository';
import { benchPowers, loadBenchPowers } from '../src/database/seed/bench-powers';
import { loadSeed } from '../src/database/seed/seed';
import { formFromSchema } from '../src/domain/form-recipe';
import { officesOf } from '../src/domain/power-transfer/launch';
import { planLaunch } from '../src/domain/power-transfer/launch-rules';
import { powerTransfer } from '../src/domain/power-transfer/procedure';
import { defaultSettings } from '../src/domain/power-transfer/settings';
import { transferSteps } from '../src/domain/power-transfer/steps';
import {
  formSchemaFor,
  parseForm,
  type AcceptedForm,
  type HumanStepCode,
  type TaskFacts,
} from '../src/domain/power-transfer/task-schema';
import { addMonths, dateAt } from '../src/domain/procedure/calendar';
import type { TransferLaunch } from '../src/domain/power-transfer/launch';
import type { CompleteStep } from '../src/domain/procedure/message';
import { systemOffice } from '../src/domain/procedure/declaration';
import { participantsOf } from '../src/domain/procedure/participants';
import { unpack, type Ranges } from '../src/domain/procedure/ranges';
import type { Role, Step } from '../src/domain/procedure/step';
import { questionName, taskId } from '../src/domain/procedure/task-id';
import type { Signing } from './trust';

/** One transfer, and the completions that bring it to the first day of its trial. */
export interface Transfer {
  readonly launch: TransferLaunch;
  readonly commands: readonly CompleteStep[];
}

const departments = ['market', 'culture'] as const;
const fields = ['market-regulation', 'culture'] as const;
const officerId = (organisation: string, nth: number): string => `bench-${organisation}-${nth}`;
const key = (): string => randomBytes(17).toString('base64url').slice(0, 22);

export type Prepare = (powers: number, laidDown: boolean) => Promise<Transfer>;

/**
 * Loads the city with enough powers for the bench, and with three certified officers a sub-district.
 *
 * @param powers how many powers all transfers together have
 * @param signing signs their launches
 * @returns makes one transfer of so many powers; `laidDown`: its rows are in the database as a launch leaves them
 */
export async function prepareCity(
  database: Pool,
  powers: number,
  signing: Pick<Signing, 'document'>,
): Promise<Prepare> {
  await loadSeed(database, { demonstration: true, key: Buffer.alloc(32) });
  const organisations = await allOrganisations(database);
  const subDistricts = organisations.filter(({ kind }) => kind === 'sub-district').map(({ id }) => id);
  // a power is once in a sub-district; of five departments' powers two are used
  const count = 5 * (Math.ceil(powers / subDistricts.length / departments.length) + 600);
  await loadBenchPowers(database, count);
  const codes = departments.map((department) =>
    benchPowers(count).flatMap((power) => (power.department === department ? [power.code] : [])),
  );
  const today = dateAt(Date.now());
  const officers = new Map<string, TaskFacts['officers']>();
  for (const organisation of subDistricts) {
    const ids: string[] = [];
    // one serves both fields, so that each has the two officers of 行政处罚法 42
    for (const served of [fields, ...fields.map((one) => [one])]) {
      const id = officerId(organisation, ids.length + 1);
      ids.push(id);
      await insertOfficer(database, { id, organisation, name: id, fields: served, idNumber: null, phone: null });
      await insertCertificate(database, id, {
        number: id,
        validFrom: today,
        validUntil: addMonths(today, 48),
        suspended: false,
      });
    }
    officers.set(
      organisation,
      (await officersOf(database, organisation)).filter(({ id }) => ids.includes(id)),
    );
  }
  const known = { fields: await fieldNames(database), calendar: officialCalendar(yearsOfLaunch(today)) };
  const offices = officesOf(organisations);
  const used = new Map<string, number>();
  const forms = new Map<string, AcceptedForm>();
  let turn = 0;

  return async (size, laidDown) => {
    const subDistrict = subDistricts[turn++ % subDistricts.length] ?? '';
    const each = size / departments.length;
    const from = used.get(subDistrict) ?? 0;
    used.set(subDistrict, from + each);
    const listed = codes.flatMap((some) => some.slice(from, from + each));
    const transfer = `b${randomBytes(10).toString('hex')}`;
    const plan = planLaunch(
      { title: '压测用赋权事项 Powers for the bench', subDistrict, powers: listed },
      {
        ...{
          transfer,
          organisations,
          offices,
          today,
          settings: defaultSettings,
          calendar: known.calendar,
          dayMs: null,
          demonstration: true,
        },
        powers: await powersByCode(database, listed),
        living: new Map(),
      },
    );
    const { launch, mode, document } = plan;
    if (laidDown)
      await insertTransfer(database, {
        ...{ id: transfer, title: document.title, subDistrict, transition: 'after', mode, plannedEffectiveDate: null },
        ...{ launchedBy: 'coordinator', digest: '', launch, powers: document.powers },
        document: signing.document(transfer, document),
        participants: participantsOf(powerTransfer, launch),
      });
    const facts = (positions: readonly number[]): TaskFacts => ({
      ...{
        today,
        fields: known.fields,
        officersPerField: launch.settings.officersPerField,
        files: [],
        offices: [],
        decided: today,
      },
      officers: officers.get(subDistrict) ?? [],
      powers: plan.powers
        .filter(({ position }) => positions.includes(position))
        .map(({ position, power, department, field }) => ({
          ...{ position, code: power, department, field, mode: 'devolve', aboveCounty: false },
        })),
    });
    const formOf = (step: HumanStepCode, powers: Ranges): AcceptedForm => {
      const name = [step, subDistrict, powers].join();
      const positions = unpack(powers);
      const [carrying = ''] = Object.keys(stepOf(step).outcomes);
      const its = facts(positions);
      const made =
        forms.get(name) ??
        parseForm(
          step,
          its,
          formFromSchema(formSchemaFor(step, its, 'zh')),
          positions.map((position) => ({ position, outcome: carrying })),
        );
      forms.set(name, made);
      return made;
    };
    return { launch, commands: commandsOf(launch, formOf) };
  };
}

function stepOf(code: string): Step {
  const found = transferSteps.find((step) => step.code === code);
  if (!found) throw new Error(`no step ${code}`);
  return found;
}

/** As which party an office answers a step, and in which role. */
function answering(launch: TransferLaunch, { parties }: Step, office: string): { party: string; role: Role } {
  const others = { subDistrict: launch.subDistrict, ...launch.offices };
  const asked = Object.entries(others).find(([party, one]) => one === office && parties[party]);
  const party = asked?.[0] ?? 'department';
  const role = parties[party];
  if (!role) throw new Error(`${office} has no part in this step`);
  return { party, role };
}

/**
 * The completions in an order that keeps both departments' powers at the same stage. A task's name is known beforehand:
 * it is made of the key of the answer that opened it.
 */
function commandsOf(
  launch: TransferLaunch,
  formOf: (step: HumanStepCode, powers: Ranges) => AcceptedForm,
): CompleteStep[] {
  const { subDistrict, offices, groups } = launch;
  const commands: CompleteStep[] = [];
  /** Answers a task; returns the key of the answer. */
  function complete(opener: string, code: HumanStepCode, office: string, powers: Ranges, about?: string): string {
    const step = stepOf(code);
    const [carrying = ''] = Object.keys(step.outcomes);
    const { form, kept } = formOf(code, powers);
    const { party, role } = answering(launch, step, office);
    const command: CompleteStep = {
      key: key(),
      digest: randomBytes(8).toString('hex'),
      person: { id: `${office}-${role}`, office, role },
      task: taskId(opener, questionName(code, { party, office }, about)),
      outcomes: { [carrying]: powers },
      ...(Object.keys(kept).length > 0 ? { kept } : {}),
      detail: { form },
    };
    commands.push(command);
    return command.key;
  }
  const needed = complete('launch', 'declare-need', subDistrict, launch.count === 1 ? '0' : `0-${launch.count - 1}`);
  let sides = groups.map((group) => ({ ...group, opener: needed }));
  const next = (
    code: HumanStepCode,
    officeOf: (department: string) => string,
    after: (given: string) => string = (given) => given,
  ) => {
    sides = sides.map((side) => ({
      ...side,
      opener: after(complete(side.opener, code, officeOf(side.department), side.powers)),
    }));
  };
  next('assess-capacity', (department) => department);
  next('approve-transfer', (department) => department);
  next('review-legality', () => offices.justiceBureau);
  next(
    'decide',
    () => offices.government,
    (given) => `${taskId(given, questionName('publish', { party: 'system', office: systemOffice }, undefined))}!`,
  );
  // the officers are trained for each department; they hold certificates, so with the second the gate is open
  for (const side of sides)
    complete(side.opener, 'sign-off-training', side.department, side.powers, officerId(subDistrict, 1));
  sides = sides.map((side) => {
    const own = 2 + departments.findIndex((department) => department === side.department);
    return {
      ...side,
      opener: complete(side.opener, 'sign-off-training', side.department, side.powers, officerId(subDistrict, own)),
    };
  });
  next('ready', () => subDistrict);
  next('see-ready', () => offices.justiceBureau);
  for (const { opener, department, powers } of sides) complete(opener, 'confirm-handover', department, powers);
  next('confirm-handover', () => subDistrict);
  next('witness-handover', () => offices.coordinator);
  return commands;
}
