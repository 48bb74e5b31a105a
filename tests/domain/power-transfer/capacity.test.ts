import { capacityHints } from '../../../src/domain/power-transfer/capacity';
import type { Heading } from '../../../src/domain/power-transfer/form-fields';
import type { TaskFacts } from '../../../src/domain/power-transfer/task-facts';
import { formSchemaFor, parseForm } from '../../../src/domain/power-transfer/task-schema';
import { facts, officer, power } from '../../builders/task-facts';

const declared = {
  expectedObjects: 100,
  expectedCases: 20,
  officersAvailable: 2,
  certificates: 2,
  legalReviewer: 'shared',
  premises: '有办案场所',
  vehicles: 1,
  recorders: 4,
  testSupport: '委托检测机构',
  budget: 200_000,
  officers: ['a', 'b'],
};
const with_ = (form: object, more: Partial<TaskFacts> = {}, byPower: readonly unknown[] = []) =>
  facts({ ...more, declared: { form: { ...declared, ...form }, byPower } });
const said = (known: TaskFacts, heading: Heading) => capacityHints(known).get(heading) ?? [];
/** What does not agree, in Chinese, all headings together. */
const mismatches = (known: TaskFacts) =>
  [...capacityHints(known).values()].flatMap((hints) =>
    hints.flatMap(({ text, mismatch }) => (mismatch ? text.zh : [])),
  );

describe('beside a capacity assessment', () => {
  it('stands nothing where nothing was declared', () => {
    expect(capacityHints(facts()).size).toBe(0);
  });

  it('stands what was declared, without a mismatch where it agrees', () => {
    expect(mismatches(with_({}))).toEqual([]);
    expect(said(with_({}), 'specialisation')[0]).toEqual({
      text: {
        zh: '市场监管：需 2 名，现有 2 名持证人员（提名 2 名）',
        en: 'market regulation: 2 needed, 2 certified officers now (2 nominated)',
      },
      mismatch: false,
    });
    expect(said(with_({}), 'legality').map(({ text }) => text.en)).toEqual([
      'declared legal reviewer: shared with the justice bureau or another office',
    ]);
  });

  it('counts certified officers by field against what the place asks for', () => {
    const officers = [
      officer('a', ['market-regulation', 'culture'], '2028-01-01'),
      officer('b', ['market-regulation'], '2026-03-02'),
      officer('c', ['culture']),
    ];
    const powers = [power(0), power(1), power(2, { field: 'culture' })];
    const known = with_({ certificates: 1 }, { officers, powers, officersPerField: 3 });
    expect(mismatches(known)).toEqual([
      '市场监管：需 3 名，现有 1 名持证人员（提名 2 名）',
      'culture：需 3 名，现有 1 名持证人员（提名 1 名）',
    ]);
  });

  it.each<[string, object, Heading]>([
    ['more certificates than the roster has', { certificates: 3 }, 'specialisation'],
    ['more officers than the roster has', { officersAvailable: 3 }, 'workload'],
    ['no recorder', { recorders: 0 }, 'safety'],
    ['no budget', { budget: 0 }, 'difficulty'],
    ['nothing to do', { expectedObjects: 0, expectedCases: 0 }, 'need'],
  ])('marks %s', (_, form, heading) => {
    expect(mismatches(with_(form))).toHaveLength(1);
    expect(said(with_(form), heading).filter(({ mismatch }) => mismatch)).toHaveLength(1);
  });

  it('marks powers that together have more cases than all', () => {
    const powers = [{ expectedCases: 15, expectedObjects: 50 }, { expectedCases: 6, expectedObjects: 50 }, {}];
    expect(mismatches(with_({}, {}, powers))).toEqual(['各事项的预计年办案数合计 21，多于申报总数 20']);
    expect(mismatches(with_({}, {}, [{ expectedCases: 20 }]))).toEqual([]);
  });

  it('leaves out what cannot be read', () => {
    const known = facts({ declared: { form: { recorders: 'four', vehicles: 1 }, byPower: ['x', null] } });
    expect(said(known, 'safety').map(({ text }) => text.en)).toEqual(['declared: 1 vehicles']);
    expect(said(known, 'workload')).toEqual([]);
  });
});

it('the form has the hints at their headings, in the reader’s language, and accepts what it did before', () => {
  const known = with_({ recorders: 0 });
  const schema = formSchemaFor('assess-capacity', known, 'zh');
  expect(schema.properties?.['safety']?.['x-hints']?.[0]).toEqual({
    text: '申报执法记录仪 0 台，执法全过程记录至少需 1 台',
    mismatch: true,
  });
  expect(schema.properties?.['note']).not.toHaveProperty('x-hints', expect.anything());
  const form = { need: 3, legality: 3, difficulty: 3, specialisation: 3, safety: 1, workload: 3 };
  expect(parseForm('assess-capacity', known, form, [{ position: 0, outcome: 'capable' }]).form).toEqual(form);
});
