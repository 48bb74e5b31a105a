import fc from 'fast-check';
import { addDays, type LocalDate } from '../../src/domain/procedure/calendar';
import type { HumanStepCode, OfficerFact, PowerFact, TaskFacts } from '../../src/domain/power-transfer/task-facts';
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
  ...more,
});

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
    about: fc.option(fc.constant('kaihua-01'), { nil: undefined }),
  })
  .map(({ today, powers, officers, perField, files, decided, planned, other, about }): TaskFacts => {
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
      files: Array.from({ length: files }, (_, index) => ({ id: `file-${index}`, name: `文件${index}` })),
      ...(decided === undefined ? {} : { decided: addDays(today, -decided) }),
      ...(planned === undefined ? {} : { plannedEffectiveDate: addDays(today, planned) }),
      ...(otherDay === undefined
        ? {}
        : { otherSide: [{ position: 0, effectiveDate: otherDay, cutOffDay: otherDay, until: otherDay }] }),
      ...(about === undefined ? {} : { about }),
    };
  });
