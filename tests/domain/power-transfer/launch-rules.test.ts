import fc from 'fast-check';
import { modesOf, type CataloguePower } from '../../../src/domain/power-transfer/catalogue';
import { officesOf } from '../../../src/domain/power-transfer/launch';
import {
  launchRequest,
  parseLaunchRequest,
  type LaunchRequest,
} from '../../../src/domain/power-transfer/launch-request';
import { launchIn } from '../../../src/domain/power-transfer/launch-document';
import { planLaunch, type LaunchFacts, type LivingPower } from '../../../src/domain/power-transfer/launch-rules';
import { defaultSettings, settingsOf } from '../../../src/domain/power-transfer/settings';
import { unpack } from '../../../src/domain/procedure/ranges';
import { Refusal } from '../../../src/domain/refusal';
import { authorisationsOf } from '../../../src/database/seed/authorisations';
import { readCity, readPowers } from '../../../src/database/seed/files';
import { freedomRestricting } from '../../../src/database/seed/powers';

const { organisations } = readCity();
const catalogue = new Map(
  [...readPowers(), freedomRestricting].map((power): [string, CataloguePower] => [
    power.code,
    {
      code: power.code,
      name: { zh: power.name_zh, en: power.name_en },
      type: power.type,
      field: power.field,
      department: power.department,
      legalBasis: power.legal_basis,
      confidence: power.confidence,
      restrictsFreedom: power.code === freedomRestricting.code,
      aboveCounty: power.department === 'ecology',
      authorisations: power.code === 'MR-009' || power.code === freedomRestricting.code ? [] : authorisationsOf(power),
    },
  ]),
);
const facts = (more: Partial<LaunchFacts> = {}): LaunchFacts => ({
  transfer: 't1',
  powers: catalogue,
  organisations,
  offices: officesOf(organisations),
  living: new Map(),
  today: '2026-03-03',
  settings: defaultSettings,
  calendar: { off: [], worked: [] },
  dayMs: null,
  demonstration: false,
  ...more,
});
const request = (powers: LaunchRequest['powers'], more: Partial<LaunchRequest> = {}): LaunchRequest => ({
  title: '开化街道第一批',
  subDistrict: 'kaihua',
  powers,
  ...more,
});
function refusalOf(attempt: () => unknown): Refusal {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was accepted');
}
const refuse = (
  powers: LaunchRequest['powers'],
  more: Partial<LaunchRequest> = {},
  known: Partial<LaunchFacts> = {},
) => {
  const { code, status, errors } = refusalOf(() => planLaunch(request(powers, more), facts(known)));
  return { code, status, fields: errors.map(({ field }) => field) };
};
const period = { from: '2026-04-01', until: '2027-03-31' };

describe('the catalogue', () => {
  test('says in which modes a power may be launched', () => {
    const modes = (code: string) => [...catalogue.values()].filter((power) => power.code === code).flatMap(modesOf);
    expect(modes('MR-001')).toEqual(['devolve', 'entrust']);
    expect(modes('MR-002')).toEqual(['devolve']);
    expect(modes('MR-011')).toEqual(['devolve']);
    for (const code of ['MR-012', 'TR-008', 'PS-001', 'MR-009']) expect(modes(code)).toEqual([]);
    expect([...catalogue.values()].filter((power) => modesOf(power).includes('entrust'))).toHaveLength(10);
  });
});

describe('a launch', () => {
  test('has its powers by department, field, mode, period and code, in groups the procedure cannot tell apart', () => {
    const plan = planLaunch(
      request(['MR-002', 'EE-001', { code: 'MR-001', mode: 'entrust', period }, 'CU-001', 'MR-003'], {
        plannedEffectiveDate: '2026-05-01',
      }),
      facts(),
    );
    expect(plan.powers.map(({ power, position }) => [position, power])).toEqual([
      [0, 'CU-001'],
      [1, 'EE-001'],
      [2, 'MR-002'],
      [3, 'MR-003'],
      [4, 'MR-001'],
    ]);
    expect(plan.mode).toBe('mixed');
    expect(plan.launch.groups).toEqual([
      { powers: '0', department: 'culture', field: 'culture', mode: 'devolve' },
      { powers: '1', department: 'ecology', field: 'ecology-environment', mode: 'devolve' },
      { powers: '2-3', department: 'market', field: 'market-regulation', mode: 'devolve' },
      { powers: '4', department: 'market', field: 'market-regulation', mode: 'entrust', until: '2027-03-31' },
    ]);
    expect(plan.powers[2]).toMatchObject({
      scope: { territory: '开化街道办事处辖区', reserved: [] },
      authorisation: { title: { zh: '演示省级赋权决定' }, recorded: true },
      periodUntil: null,
    });
    expect(plan.document.powers[1]).toMatchObject({
      aboveCounty: true,
      legalBasis: '《大气污染防治法》第一百一十九条',
    });
    expect(JSON.parse(JSON.stringify(plan.document))).toEqual(plan.document);
    // as before documents told who takes part: then what was stored beside it counts
    expect(launchIn({ ...plan.document, offices: undefined })).toBeUndefined();
  });

  test('of any penalties has each of them once, in a group of its own kind', () => {
    const penalties = [...catalogue.values()]
      .filter((power) => modesOf(power).includes('devolve'))
      .map(({ code }) => code);
    fc.assert(
      fc.property(fc.shuffledSubarray(penalties, { minLength: 1 }), (codes) => {
        const { launch, powers, document } = planLaunch(request(codes), facts());
        // whoever has the document only starts the procedure with the same
        expect(launchIn(JSON.parse(JSON.stringify(document)))).toEqual(launch);
        expect(launch.count).toBe(codes.length);
        expect(powers.map(({ power }) => power).sort()).toEqual([...codes].sort());
        const grouped = launch.groups.flatMap((group) => unpack(group.powers).map((position) => ({ position, group })));
        expect(grouped.map(({ position }) => position).sort((a, b) => a - b)).toEqual(
          powers.map(({ position }) => position),
        );
        for (const { position, group } of grouped)
          expect(powers[position]).toMatchObject({
            department: group.department,
            field: group.field,
            mode: group.mode,
          });
      }),
    );
  });

  test('takes what the coordinator states for a penalty, and says that it is not the catalogue’s', () => {
    const { powers } = planLaunch(request([{ code: 'MR-009', authorisation: '省级决定第一批' }]), facts());
    expect(powers[0]?.authorisation).toEqual({
      title: { zh: '省级决定第一批', en: '省级决定第一批' },
      recorded: false,
    });
  });

  test('runs at the pace of the demonstration, or its own', () => {
    const known = { demonstration: true, dayMs: 2000 };
    expect(planLaunch(request(['MR-001']), facts(known)).launch.dayMs).toBe(2000);
    expect(planLaunch(request(['MR-001'], { dayMs: 10 }), facts(known)).launch.dayMs).toBe(10);
    expect(refuse(['MR-001'], { dayMs: 10 })).toMatchObject({ code: 'demonstration-only', fields: ['/dayMs'] });
  });
});

describe('a launch is refused', () => {
  const living = (state: LivingPower['state']) => ({
    living: new Map([['MR-001', { transfer: 't0', title: 'another', state }]]),
  });

  test.each<[string, LaunchRequest['powers'], Partial<LaunchRequest>, Partial<LaunchFacts>, string, number, string]>([
    ['for no sub-district', ['MR-001'], { subDistrict: 'market' }, {}, 'unknown-sub-district', 422, '/subDistrict'],
    ['without powers', [], {}, {}, 'no-powers', 422, '/powers'],
    ['with 501', Array.from({ length: 501 }, () => 'MR-001'), {}, {}, 'too-many-powers', 422, '/powers'],
    ['for an unknown power', ['MR-001', 'XX-999'], {}, {}, 'unknown-power', 422, '/powers/1'],
    ['for one listed twice', ['MR-001', 'MR-001'], {}, {}, 'power-twice', 422, '/powers/1'],
    ['for one in transfer', ['MR-001'], {}, living('in-progress'), 'power-in-transfer', 409, '/powers/0'],
    ['for one handed over', ['MR-001'], {}, living('handed-over'), 'power-in-transfer', 409, '/powers/0'],
    ['for one on trial', ['MR-001'], {}, living('trial'), 'power-held', 409, '/powers/0'],
    ['for one in force', ['MR-001'], {}, living('in-force'), 'power-held', 409, '/powers/0'],
    ['for detention', ['PS-001'], {}, {}, 'freedom-restricting', 422, '/powers/0'],
    [
      'for detention, whatever is stated',
      [{ code: 'PS-001', authorisation: '省级决定' }],
      {},
      {},
      'freedom-restricting',
      422,
      '/powers/0',
    ],
    [
      'for entrusted compulsion',
      [{ code: 'MR-012', mode: 'entrust', period, authorisation: '某条' }],
      {},
      {},
      'compulsion-not-entrustable',
      422,
      '/powers/0',
    ],
    ['for devolved compulsion', ['MR-012'], {}, {}, 'compulsion-not-named', 422, '/powers/0'],
    [
      'for devolved compulsion, whatever is stated',
      [{ code: 'MR-012', authorisation: '省级决定' }],
      {},
      {},
      'compulsion-not-named',
      422,
      '/powers/0',
    ],
    ['for an inspection that no entry names', ['TR-008'], {}, {}, 'inspection-not-named', 422, '/powers/0'],
    ['without a provincial decision', ['MR-009'], {}, {}, 'provincial-decision-missing', 422, '/powers/0'],
    [
      'without an enabling provision',
      [{ code: 'MR-002', mode: 'entrust', period }],
      {},
      {},
      'enabling-provision-missing',
      422,
      '/powers/0',
    ],
    ['without a period', ['MR-001'], { mode: 'entrust' }, {}, 'period-missing', 422, '/powers/0'],
    [
      'with a period that ends before',
      [{ code: 'MR-001', mode: 'entrust', period: { from: '2026-05-01', until: '2026-04-01' } }],
      {},
      {},
      'period-invalid',
      422,
      '/powers/0/period/until',
    ],
    [
      'with a period that is over',
      [{ code: 'MR-001', mode: 'entrust', period: { from: '2025-01-01', until: '2026-01-01' } }],
      {},
      {},
      'period-invalid',
      422,
      '/powers/0/period/until',
    ],
    [
      'with a period for devolving',
      [{ code: 'MR-001', period }],
      {},
      {},
      'period-not-applicable',
      422,
      '/powers/0/period',
    ],
    [
      'with an effective date in the past',
      ['MR-001'],
      { plannedEffectiveDate: '2026-03-02' },
      {},
      'effective-date-past',
      422,
      '/plannedEffectiveDate',
    ],
  ])('%s', (_, powers, more, known, code, status, field) => {
    expect(refuse(powers, more, known)).toEqual({ code, status, fields: [field] });
  });

  test('naming every bad power at once', () => {
    expect(refuse(['MR-012', 'MR-001', 'XX-1', 'TR-008'])).toEqual({
      code: 'powers-refused',
      status: 422,
      fields: ['/powers/0', '/powers/2', '/powers/3'],
    });
  });
});

describe('the body of a launch', () => {
  test('is read with what it may leave out', () => {
    const scope = { territory: '建成区' };
    expect(
      parseLaunchRequest({ title: ' a ', subDistrict: 'kaihua', powers: ['MR-001', { code: 'MR-002', scope }] }),
    ).toEqual({
      title: 'a',
      subDistrict: 'kaihua',
      powers: ['MR-001', { code: 'MR-002', scope: { territory: '建成区', reserved: [] } }],
    });
    expect(launchRequest.safeParse([]).success).toBe(false);
  });

  test('is refused with all that is wrong', () => {
    const refusal = refusalOf(() =>
      parseLaunchRequest({
        subDistrict: 1,
        powers: ['MR-001', { mode: 'gift', code: 'MR-002' }, 3],
        plannedEffectiveDate: 'soon',
      }),
    );
    expect(refusal.code).toBe('invalid-content');
    expect(refusal.errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      '/title required',
      '/subDistrict wrong-type',
      '/powers/1/mode not-allowed',
      '/powers/2 invalid',
      '/plannedEffectiveDate wrong-format',
    ]);
    expect(refusalOf(() => parseLaunchRequest({ powers: Array.from({ length: 501 }, () => ({})) })).code).toBe(
      'too-many-powers',
    );
  });
});

describe('settings', () => {
  test('are the defaults with what a place sets, never below the law', () => {
    expect(settingsOf({ trialMonths: 6, limits: { decide: 20 } })).toMatchObject({
      trialMonths: 6,
      limits: { decide: 20 },
      officersPerField: 2,
    });
    const refusal = refusalOf(() => settingsOf({ officersPerField: 1, limits: { 'review-legality': 6 } }));
    expect([refusal.code, refusal.errors.map(({ field }) => field)]).toEqual([
      'setting-below-floor',
      ['/limits/review-legality', '/officersPerField'],
    ]);
    expect(refusalOf(() => settingsOf({ limits: { nonsense: 5, publish: 5 } })).errors).toHaveLength(2);
  });
});
