import fc from 'fast-check';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { formFromSchema } from '../../../src/client/form-recipe';
import type { HandoverAnswer } from '../../../src/domain/power-transfer/handover-answers';
import type { Inventory } from '../../../src/domain/power-transfer/inventory';
import { unpackOfficers } from '../../../src/domain/power-transfer/officers';
import { powerTransferDossier } from '../../../src/domain/power-transfer/dossier';
import { transferSteps } from '../../../src/domain/power-transfer/steps';
import {
  formSchemaFor,
  parseForm,
  parseParticulars,
  powerSchemaFor,
  wordsOf,
  type Answered,
  type HumanStepCode,
  type TaskFacts,
} from '../../../src/domain/power-transfer/task-schema';
import { ownKeywords } from '../../../src/domain/json-schema';
import type { Step } from '../../../src/domain/procedure/step';
import { problemOf, procedureRefusal, Refusal } from '../../../src/domain/refusal';
import { fieldsIn } from '../../../src/web/forms/schema';
import { anyFacts, facts, humanSteps, officer, power } from '../../builders/task-facts';

// strict: a keyword that neither JSON Schema nor docs/api.md knows is an error
const ajv = addFormats(new Ajv2020({ strict: true, allErrors: true }));
ajv.addVocabulary([...ownKeywords]);

const carrying = (step: HumanStepCode): string =>
  Object.keys(transferSteps.find(({ code }) => code === step)?.outcomes ?? {})[0] ?? '';
const all = (task: TaskFacts, outcome: string): Answered[] =>
  task.powers.map(({ position }) => ({ position, outcome }));

function refusalFrom(attempt: () => unknown): Refusal {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

const recipe = (step: HumanStepCode, task: TaskFacts) => formFromSchema(formSchemaFor(step, task, 'en'));
const refuse = (step: HumanStepCode, task: TaskFacts, change: Record<string, unknown>) =>
  refusalFrom(() => parseForm(step, task, { ...recipe(step, task), ...change }, all(task, carrying(step))));

describe('a form built from a task’s schema', () => {
  test.each(humanSteps)('of %s is accepted by schema and parser, whatever the task', (step) => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('zh', 'en'), (task, language) => {
        const schema = JSON.parse(JSON.stringify(formSchemaFor(step, task, language)));
        const form = formFromSchema(schema);
        const valid = ajv.compile(schema);
        expect({ form, valid: valid(form), errors: valid.errors }).toMatchObject({ valid: true });
        const { kept } = parseForm(step, task, form, all(task, carrying(step)));
        const declared = transferSteps.find(({ code }) => code === step);
        for (const field of declared && 'keeps' in declared ? (declared.keeps ?? []) : [])
          expect(kept[field]).toMatch(/./);
      }),
      { numRuns: 60 },
    );
  });

  test('each example in a schema is accepted by its own part of the schema', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...humanSteps), (task, step) => {
        const check = (schema: { examples?: unknown[]; properties?: object; items?: object }): void => {
          for (const example of schema.examples ?? []) expect(ajv.validate(schema, example)).toBe(true);
          for (const one of Object.values(schema.properties ?? {})) check(one);
          if (schema.items) check(schema.items);
        };
        check(JSON.parse(JSON.stringify(formSchemaFor(step, task, 'zh'))));
      }),
      { numRuns: 60 },
    );
  });

  test('has no references, alternatives or patterns, in either language', () => {
    for (const language of ['zh', 'en'] as const) {
      const text = JSON.stringify(powerTransferDossier.steps(language, '2026-03-03'));
      expect(text).not.toMatch(/"(\$ref|oneOf|anyOf|allOf|if|pattern)"/);
      expect(text).not.toContain('undefined');
    }
  });
});

describe('nomination', () => {
  test('given officers of two fields, then the example covers each field and proposes the certified first', () => {
    const task = facts({
      powers: [power(0), power(1, { field: 'culture' })],
      officers: [
        officer('n', ['market-regulation']),
        officer('a', ['market-regulation', 'culture'], '2028-01-01'),
        officer('b', ['market-regulation'], '2028-01-01'),
        officer('c', ['culture'], '2028-01-01'),
      ],
    });
    expect(recipe('declare-need', task)['officers']).toEqual(['a', 'b', 'c']);
  });

  test('given an expired or a suspended certificate, then the officer is no choice, and naming them says which one', () => {
    const lapsed = officer('x', ['market-regulation'], '2026-03-02');
    const suspended = {
      ...officer('y', ['market-regulation']),
      certificates: [{ number: '1', validFrom: '2025-01-01', validUntil: '2029-01-01', suspended: true }],
    };
    const task = facts({ officers: [...facts().officers, lapsed, suspended] });
    expect(formSchemaFor('declare-need', task, 'en').properties?.['officers']?.items?.enum).toEqual(['a', 'b']);
    const refusal = refuse('declare-need', task, { officers: ['a', 'x', 'b', 'y', 'a', 'z'] });
    expect(refusal.status).toBe(422);
    expect(refusal.errors.map(({ field, code }) => [field, code])).toEqual([
      ['/form/officers/1', 'certificate-expired'],
      ['/form/officers/3', 'certificate-expired'],
      ['/form/officers/5', 'officer-unknown'],
    ]);
    expect(refuse('declare-need', task, { officers: ['a', 'x'] }).code).toBe('certificate-expired');
  });

  test('given one officer for a needed field, then it is refused; where the field is not needed, it is not', () => {
    const task = facts({
      powers: [power(0), power(1, { field: 'culture' })],
      officers: [...facts().officers, officer('c', ['culture']), officer('d', ['culture'])],
    });
    const form = { ...recipe('declare-need', task), officers: ['a', 'b'] };
    expect(refuse('declare-need', task, form).code).toBe('officers-too-few');
    const { kept } = parseForm('declare-need', task, form, [
      { position: 0, outcome: 'needed' },
      { position: 1, outcome: 'notNeeded' },
    ]);
    expect(unpackOfficers(kept['officers'] ?? '')).toEqual([
      { id: 'a', fields: ['market-regulation'], certifiedUntil: '2028-01-01' },
      { id: 'b', fields: ['market-regulation'], certifiedUntil: '2028-01-01' },
    ]);
  });

  test('a further nomination proposes those who were not nominated before', () => {
    const task = facts({
      officers: [...facts().officers, officer('c', ['market-regulation']), officer('d', ['market-regulation'])],
      nominated: ['a', 'b'],
    });
    expect(recipe('nominate-officers', task)['officers']).toEqual(['c', 'd']);
  });
});

describe('handover dates', () => {
  test('both sides have the planned date as example, where it is neither past nor before the decision', () => {
    const dates = (more: Partial<TaskFacts>) => recipe('confirm-handover', facts(more))['effectiveDate'];
    expect(dates({ plannedEffectiveDate: '2026-04-01', decided: '2026-03-01' })).toBe('2026-04-01');
    expect(dates({ plannedEffectiveDate: '2026-03-02' })).toBe('2026-03-03');
    expect(dates({})).toBe('2026-03-03');
  });

  test('once one side has confirmed, its date is the other’s constant, even when it has come; another one is refused', () => {
    const task = facts({ otherSide: [{ position: 0, effectiveDate: '2026-03-01', cutOffDay: '2026-03-01' }] });
    expect(formSchemaFor('confirm-handover', task, 'zh').properties?.['effectiveDate']?.const).toBe('2026-03-01');
    const refusal = refuse('confirm-handover', task, { effectiveDate: '2026-05-01' });
    expect([refusal.code, refusal.status, refusal.field]).toEqual([
      'effective-date-differs',
      422,
      '/form/effectiveDate',
    ]);
  });

  test.each([
    ['confirm-handover', 'effectiveDate', '生效日期', '有异议', 'disputed'],
    ['confirm-handover', 'cutOffDay', '案件（线索）划分基准日', '有异议', 'disputed'],
    ['renew-entrustment', 'until', '续订至', '到期终止', 'lapse'],
  ] as const)('of %s: who gives another %s is told its name and the outcome of this very step', (...row) => {
    const [step, name, title, zh, en] = row;
    const other = { position: 0, effectiveDate: '2026-05-01', cutOffDay: '2026-05-01', until: '2027-05-01' };
    const refusal = refuse(step, facts({ otherSide: [other] }), { [name]: '2028-01-01' });
    expect([refusal.code, refusal.field]).toEqual(['effective-date-differs', `/form/${name}`]);
    const detail = problemOf(refusal, 'zh').detail;
    expect(detail).toContain(`“${title}”为 ${other[name]}`);
    expect(detail).toContain(`请选择“${zh}”`);
    expect(problemOf(refusal, 'en').detail).toContain(`answer “${en}”`);
    const declared: Step[] = transferSteps.filter(({ code }) => code === step);
    expect(declared.flatMap(({ outcomes }) => Object.values(outcomes).map((one) => one.zh))).toContain(zh);
    // and where the procedure itself finds it, after both sides answered at once
    const late = { field: name, expected: '2027-05-01' };
    const said = problemOf(
      procedureRefusal('effective-date-differs', late, { powers: [], words: wordsOf(step) }),
      'zh',
    );
    expect(said.detail).toContain(`“${title}”为 2027-05-01`);
    expect(said.detail).toContain(`请选择“${zh}”`);
  });

  test('a date in the past, before the decision, or a later cut-off day has its own code', () => {
    const task = facts({ decided: '2026-03-10' });
    expect(refuse('confirm-handover', facts(), { effectiveDate: '2026-03-02' }).code).toBe('effective-date-past');
    expect(refuse('confirm-handover', task, { effectiveDate: '2026-03-09' }).code).toBe(
      'effective-date-before-decision',
    );
    expect(refuse('confirm-handover', facts(), { cutOffDay: '2026-03-04' }).code).toBe('cut-off-after-effective');
  });

  test('who disputes need not fill in the form, and keeps nothing', () => {
    expect(parseForm('confirm-handover', facts(), {}, [{ position: 0, outcome: 'disputed' }])).toEqual({
      form: {},
      kept: {},
    });
  });

  test('an entrustment needs its instrument', () => {
    const task = facts({ powers: [power(0, { mode: 'entrust', periodUntil: '2027-01-01' }), power(1)] });
    const { instrument, ...rest } = recipe('confirm-handover', task);
    expect(instrument).toBeDefined();
    const refusal = refusalFrom(() => parseForm('confirm-handover', task, rest, all(task, 'confirmed')));
    expect(refusal.errors).toEqual([{ field: '/form/instrument', code: 'required', params: {} }]);
    parseForm('confirm-handover', task, rest, [{ position: 1, outcome: 'confirmed' }]);
  });
});

describe('both sides’ inventories', () => {
  const counted = (files: number, more: Partial<Inventory> = {}): Inventory => ({
    powers: 1,
    money: 0,
    files,
    ...more,
  });
  const answer = (seq: number, gives: boolean, positions: readonly number[], inventory: Inventory): HandoverAnswer => ({
    ...{ seq, gives, positions, inventory, confirmed: true, organisation: gives ? 'market' : 'kaihua' },
  });
  const at = (organisation: string, answers: readonly HandoverAnswer[], powers = 1) =>
    facts({
      powers: Array.from({ length: powers }, (_, position) => power(position)),
      handover: { organisation, gives: organisation === 'market', answers },
    });
  const confirm = (task: TaskFacts, change: object) => {
    const form = recipe('confirm-handover', task);
    const inventory = { ...fieldsIn(form['inventory']), ...change };
    return parseForm('confirm-handover', task, { ...form, inventory }, all(task, 'confirmed'));
  };

  test('given one side’s, then its numbers are the other’s examples, and stand beside its fields', () => {
    const leads = ['线索一'];
    const task = at('kaihua', [answer(4, true, [0], counted(5, { leads }))]);
    const { properties = {} } = formSchemaFor('confirm-handover', task, 'zh').properties?.['inventory'] ?? {};
    expect([properties['files']?.examples, properties['files']?.['x-other-side']]).toEqual([[5], 5]);
    expect(properties['leads']?.['x-other-side']).toEqual(leads);
    expect(confirm(task, {}).form).toMatchObject({ inventory: { files: 5, leads } });
  });

  test('given another count and no explanation, then each field that differs is named with both values; explained it is taken', () => {
    const task = at('kaihua', [answer(4, true, [0], counted(5, { leads: ['线索一'] }))]);
    const refusal = refusalFrom(() => confirm(task, { files: 7, leads: [] }));
    expect([refusal.code, refusal.status]).toEqual(['inventory-differs', 422]);
    expect(problemOf(refusal, 'zh').errors.map(({ field, message }) => [field, message.slice(0, 30)])).toEqual([
      ['/form/inventory/files', expect.stringMatching(/^“案卷（卷）”您填的是 7，对方填的是 5/)],
      ['/form/inventory/leads', expect.stringMatching(/^“移交的线索”您填的是 无，对方填的是 1 项/)],
    ]);
    expect(confirm(task, { files: 7, explanation: '清点时间不同' }).form).toMatchObject({
      inventory: { files: 7, explanation: '清点时间不同' },
    });
    parseForm('confirm-handover', task, {}, all(task, 'disputed'));
  });

  test('lists are alike in any order', () => {
    const task = at('kaihua', [answer(4, true, [0], counted(0, { equipment: ['车', '记录仪'] }))]);
    confirm(task, { equipment: ['记录仪', ' 车'] });
    expect(refusalFrom(() => confirm(task, { equipment: ['记录仪', '车', '车'] })).code).toBe('inventory-differs');
  });

  test('given a sub-district that confirmed the powers of two departments at once, then the last of them compares the sum', () => {
    const taken = answer(3, false, [0, 1], { powers: 2, files: 12 });
    const first = { ...at('market', [taken], 2), powers: [power(0)] };
    confirm(first, { files: 5 });
    const culture = { ...answer(4, true, [0], counted(5)), organisation: 'culture' };
    const last = { ...at('market', [taken, culture], 2), powers: [power(1)] };
    expect(refusalFrom(() => confirm(last, { files: 5 })).errors.map(({ field }) => field)).toEqual([
      '/form/inventory/files',
    ]);
    expect(confirm(last, {}).form).toMatchObject({ inventory: { files: 7, powers: 1 } });
  });

  test('given part of the other side’s powers disputed with the same answer, then what is confirmed is compared all the same', () => {
    const task = at('kaihua', [answer(4, true, [0, 1], { powers: 2, files: 5 })], 2);
    const form = recipe('confirm-handover', task);
    const inventory = { ...fieldsIn(form['inventory']), powers: 1 };
    const said = [
      { position: 0, outcome: 'confirmed' },
      { position: 1, outcome: 'disputed' },
    ];
    const refusal = refusalFrom(() => parseForm('confirm-handover', task, { ...form, inventory }, said));
    expect(refusal.errors.map(({ field }) => field)).toEqual(['/form/inventory/powers']);
  });

  test('given both confirmed at once and apart, then the witness explains or sends back', () => {
    const answers = [answer(4, true, [0], counted(5)), answer(5, false, [0], counted(7))];
    const task = at('coordination', answers);
    const made = formSchemaFor('witness-handover', task, 'zh');
    expect(made.required).toContain('explanation');
    const refusal = refusalFrom(() =>
      parseForm('witness-handover', task, { inventoryChecked: true }, all(task, 'witnessed')),
    );
    expect([refusal.code, refusal.field]).toEqual(['difference-unexplained', '/form/explanation']);
    expect(problemOf(refusal, 'zh').detail).toContain('案卷（卷）：移交方 5，承接方 7');
    parseForm('witness-handover', task, {}, all(task, 'sentBack'));
    parseForm('witness-handover', task, recipe('witness-handover', task), all(task, 'witnessed'));
    // explained by a side, or alike: nothing is asked
    for (const [one, other] of [
      [answers[0], { ...answers[1], explanation: '清点时间不同' }],
      [answers[0], answer(5, false, [0], counted(5))],
    ] as HandoverAnswer[][]) {
      const fine = at(
        'coordination',
        [one, other].flatMap((each) => each ?? []),
      );
      parseForm('witness-handover', fine, { inventoryChecked: true }, all(fine, 'witnessed'));
    }
  });

  test('a round that was sent back is over: the next one is compared by itself', () => {
    const before = [answer(4, true, [0], counted(5)), answer(5, false, [0], counted(7))];
    confirm(at('market', before), { files: 6 });
    const task = at('kaihua', [...before, answer(8, true, [0], counted(6))]);
    expect(confirm(task, {}).form).toMatchObject({ inventory: { files: 6 } });
    expect(refusalFrom(() => confirm(task, { files: 5 })).code).toBe('inventory-differs');
  });
});

describe('training', () => {
  const task = facts({ trainingHours: 24, passMark: 60 });
  test('below the hours or the mark that are set it cannot be passed; it can be failed, and launches of before have neither', () => {
    const refusal = refuse('sign-off-training', task, { hours: 1, score: 20 });
    expect(refusal.code).toBe('too-little-to-carry-on');
    expect(problemOf(refusal, 'zh').errors.map(({ field, message }) => [field, message])).toEqual([
      ['/form/hours', '“培训学时”低于规定的 24 学时，不能选择“合格”。请核对；确实未达到的，请选择“不合格”。'],
      ['/form/score', '“考试成绩”低于规定的 60 分，不能选择“合格”。请核对；确实未达到的，请选择“不合格”。'],
    ]);
    parseForm('sign-off-training', task, { hours: 1, score: 20 }, all(task, 'notPassed'));
    const form = { ...recipe('sign-off-training', facts()), hours: 1, score: 20 };
    parseForm('sign-off-training', facts(), form, all(facts(), 'passed'));
  });

  test('what is set is said beside the field', () => {
    const { hours, score } = formSchemaFor('sign-off-training', task, 'zh').properties ?? {};
    expect([hours?.description, hours?.['x-least-to-carry-on']]).toEqual(['合格须不少于 24 学时', 24]);
    expect([score?.description, score?.['x-least-to-carry-on']]).toEqual(['合格须不少于 60 分', 60]);
  });
});

describe('other rules', () => {
  test('a choice says what each of its values is called, in the reader’s language', () => {
    const reviewer = (language: 'zh' | 'en') =>
      formSchemaFor('declare-need', facts(), language).properties?.['legalReviewer'];
    expect(reviewer('en')?.['x-texts']?.['own']).toBe('our own');
    expect(reviewer('zh')?.['x-texts']?.['shared']).toBe('与司法局或其他单位共用');
    expect(Object.keys(reviewer('zh')?.['x-texts'] ?? {})).toEqual(reviewer('zh')?.enum);
  });

  test('the route is asked where the holder is above the county', () => {
    const task = facts({ powers: [power(0, { aboveCounty: true })] });
    expect(formSchemaFor('review-legality', task, 'en').required).toContain('route');
    expect(formSchemaFor('review-legality', facts(), 'en').required).not.toContain('route');
  });

  test('a major decision needs its five procedures, and no meeting is yet to come', () => {
    expect(refuse('decide', facts(), { majorDecision: true, riskAssessment: 'low' }).errors).toHaveLength(4);
    expect(refuse('decide', facts(), { meeting: '2026-03-04' }).code).toBe('date-in-future');
  });

  test('all wrong fields are named, with unknown ones', () => {
    const refusal = refuse('sign-off-training', facts(), { hours: '60', score: 101, examined: '2026-02-30', extra: 1 });
    expect(refusal.code).toBe('invalid-content');
    expect(refusal.errors.map(({ field, code }) => [field, code])).toEqual([
      ['/form/hours', 'wrong-type'],
      ['/form/score', 'too-big'],
      ['/form/examined', 'wrong-format'],
      ['/form/extra', 'unknown-field'],
    ]);
  });

  test('files are chosen from the office’s own', () => {
    const task = facts({ files: [{ id: 'f1', name: '一' }] });
    const unknown = [{ field: '/form/findingsFiles/1', code: 'file-unknown', params: { file: 'f2' } }];
    expect(refuse('evaluate', task, { findingsFiles: ['f1', 'f2'] }).errors).toEqual(unknown);
    const none = [{ field: '/form/minutesFile/0', code: 'file-unknown', params: { file: 'f1' } }];
    expect(refuse('decide', facts(), { minutesFile: ['f1'] }).errors).toEqual(none);
  });

  test('particulars built from their schema are accepted, and a narrower scope is needed where it is', () => {
    for (const step of humanSteps) {
      const schema = powerSchemaFor(step, 'zh');
      if (schema) parseParticulars(step, formFromSchema(schema), true);
    }
    expect(parseParticulars('evaluate', { cases: 3 }, false)).toEqual({ cases: 3 });
    expect(refusalFrom(() => parseParticulars('evaluate', undefined, true)).code).toBe('particulars-missing');
    expect(refusalFrom(() => parseParticulars('evaluate', { cases: 3 }, true)).errors[0]?.field).toBe('/territory');
  });
});
