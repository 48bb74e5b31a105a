import fc from 'fast-check';
import { addDays, type LocalDate } from '../../src/domain/procedure/calendar';
import type { HumanStepCode, OfficerFact, PowerFact, TaskFacts } from '../../src/domain/power-transfer/task-facts';
import type { Inventory } from '../../src/domain/power-transfer/inventory';
import { forms } from '../../src/domain/power-transfer/forms';
import { isHumanStep } from '../../src/domain/power-transfer/task-schema';

export const fields = ['market-regulation', 'ecology-environment', 'culture', 'transport', 'agriculture-rural'];
export const humanSteps: HumanStepCode[] = Object.keys(forms).filter(isHumanStep);

/** An officer of the fields; certified until the day where one is given. */
export const officer = (id: string, served: readonly string[], until?: LocalDate): OfficerFact => ({
  id,
  name: `官员${id}`,
  fields: served,
  certificates:
    until === undefined ? [] : [{ number: `C-${id}`, validFrom: '2020-01-01', validUntil: until, suspended: false }],
});

export const power = (position: number, more: Partial<PowerFact> = {}): PowerFact => ({
  position,
  code: `MR-${String(position).padStart(3, '0')}`,
  department: 'market',
  field: 'market-regulation',
  mode: 'devolve',
  aboveCounty: false,
  ...more,
});

/** One market power, two certified officers, on a Tuesday. */
export const facts = (more: Partial<TaskFacts> = {}): TaskFacts => ({
  today: '2026-03-03',
  powers: [power(0)],
  fields: { 'market-regulation': { zh: '市场监管', en: 'market regulation' } },
  officersPerField: 2,
  officers: [officer('a', ['market-regulation'], '2028-01-01'), officer('b', ['market-regulation'], '2028-01-01')],
  files: [],
  offices: [],
  ...more,
});

/** Powers beside those of a task, which the other side may have confirmed together with them. */
const beyond = 3;
const openCase = (number: string) => ({
  number,
  handler: '李',
  limitationDate: '2030-01-01',
  ninetyDayDate: '2030-01-01',
});
const anyInventory: fc.Arbitrary<Inventory> = fc.record({
  powers: fc.integer({ min: 0, max: 9 }),
  posts: fc.integer({ min: 0, max: 2 }),
  staff: fc.integer({ min: 0, max: 2 }),
  money: fc.integer({ min: 0, max: 5000 }),
  files: fc.integer({ min: 0, max: 3 }),
  openCases: fc.array(fc.constantFrom('案1', '案2').map(openCase), { maxLength: 2 }),
  leads: fc.array(fc.constantFrom('线索一', '线索二'), { maxLength: 2 }),
  equipment: fc.array(fc.constantFrom('记录仪', '记录仪 ', '车'), { maxLength: 3 }),
});

/** What both sides may have said before: the other of any powers, this one of powers beside its task's. */
const anyHandover: fc.Arbitrary<(powers: number) => NonNullable<TaskFacts['handover']>> = fc
  .record({
    gives: fc.boolean(),
    theirs: fc.array(fc.record({ part: fc.nat(2), confirmed: fc.boolean(), inventory: anyInventory }), {
      maxLength: 3,
    }),
    ours: fc.option(anyInventory, { nil: undefined }),
    parts: fc.array(fc.nat(2), { minLength: 20, maxLength: 20 }),
  })
  .map(({ gives, theirs, ours, parts }) => (powers) => ({
    organisation: 'me',
    gives,
    answers: [
      ...(ours === undefined
        ? []
        : [
            {
              ...{ seq: 1, organisation: 'me', gives, confirmed: true, inventory: ours },
              positions: Array.from({ length: beyond }, (_, index) => powers + index),
            },
          ]),
      ...theirs
        .filter(({ part }, index) => theirs.findIndex((one) => one.part === part) === index)
        .map(({ part, confirmed, inventory }, index) => ({
          ...{ seq: 2 + index, organisation: 'they', gives: !gives, confirmed, inventory },
          positions: parts.slice(0, powers + beyond).flatMap((one, position) => (one === part ? [position] : [])),
        })),
    ],
  }));

const day = fc.integer({ min: -60, max: 400 });

/** Tasks as they may be, with at least one officer who may be nominated. */
export const anyFacts: fc.Arbitrary<TaskFacts> = fc
  .record({
    today: day.map((offset) => addDays('2026-03-03', offset)),
    powers: fc.array(
      fc.record({ field: fc.constantFrom(...fields), entrust: fc.boolean(), aboveCounty: fc.boolean(), ends: day }),
      { minLength: 1, maxLength: 8 },
    ),
    officers: fc.array(
      fc.record({
        served: fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1, maxLength: 3 }),
        certificates: fc.array(fc.record({ until: day, suspended: fc.boolean() }), { maxLength: 2 }),
      }),
      { maxLength: 10 },
    ),
    perField: fc.integer({ min: 2, max: 4 }),
    files: fc.integer({ min: 0, max: 3 }),
    decided: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
    planned: fc.option(day, { nil: undefined }),
    other: fc.option(day, { nil: undefined }),
    handover: fc.option(anyHandover, { nil: undefined }),
    hours: fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
    mark: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    about: fc.option(fc.constant('kaihua-01'), { nil: undefined }),
  })
  .map(
    ({
      today,
      powers,
      officers,
      perField,
      files,
      decided,
      planned,
      other,
      handover,
      hours,
      mark,
      about,
    }): TaskFacts => {
      const otherDay = other === undefined ? undefined : addDays(today, other);
      return {
        today,
        powers: powers.map(({ field, entrust, aboveCounty, ends }, position) =>
          power(position, {
            field,
            aboveCounty,
            mode: entrust ? 'entrust' : 'devolve',
            ...(entrust ? { periodUntil: addDays(today, ends) } : {}),
          }),
        ),
        fields: {},
        officersPerField: perField,
        officers: [
          officer('always', ['culture']),
          ...officers.map(({ served, certificates }, index) => ({
            ...officer(`o${index}`, served),
            certificates: certificates.map(({ until, suspended }, n) => ({
              number: `C-${index}-${n}`,
              validFrom: addDays(today, until - 400),
              validUntil: addDays(today, until),
              suspended,
            })),
          })),
        ],
        offices: [],
        files: Array.from({ length: files }, (_, index) => ({ id: `file-${index}`, name: `文件${index}` })),
        ...(decided === undefined ? {} : { decided: addDays(today, -decided) }),
        ...(planned === undefined ? {} : { plannedEffectiveDate: addDays(today, planned) }),
        ...(otherDay === undefined
          ? {}
          : { otherSide: [{ position: 0, effectiveDate: otherDay, cutOffDay: otherDay, until: otherDay }] }),
        ...(handover === undefined ? {} : { handover: handover(powers.length) }),
        ...(hours === undefined ? {} : { trainingHours: hours }),
        ...(mark === undefined ? {} : { passMark: mark }),
        ...(about === undefined ? {} : { about }),
      };
    },
  );
