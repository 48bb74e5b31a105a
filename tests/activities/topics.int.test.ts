import { addDays, dateAt } from '../../src/domain/procedure/calendar';
import { rangesOf } from '../../src/database/multirange';
import { aLaunch, cultureGroup, marketGroup, type LaunchChoice } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { cityDatabase } from './laid-down';
import { recordedWalk, type RecordedWalk } from './recorded-walk';

let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
});
afterAll(() => database.drop());

let transfers = 0;
const aWalk = (choice: LaunchChoice = {}): Promise<RecordedWalk> =>
  recordedWalk(database.app, aLaunch({ count: 3, transfer: `topic-${++transfers}`, ...choice }));
const untilAsked = ({ walk, carryUntil }: RecordedWalk, step: string) =>
  carryUntil(() => walk.tasks().some((task) => task.step === step));

/** Rows of the transfer, in the order of the ledger; multiranges as ranges. */
async function rowsOf(
  { launch }: RecordedWalk,
  table: string,
  columns: string,
  order = 'seq',
): Promise<Record<string, unknown>[]> {
  const { rows } = await database.app.query<Record<string, unknown>>(
    `select ${columns.replace('powers', 'powers::text')} from ${table} where transfer = $1 order by ${order}`,
    [launch.transfer],
  );
  return rows.map((row) => (typeof row['powers'] === 'string' ? { ...row, powers: rangesOf(row['powers']) } : row));
}

describe('answers', () => {
  test('each outcome and wording is a row of its own, and each power in exactly one of them', async () => {
    const dealt = await aWalk({ count: 6 });
    await dealt.say('declare-need');
    const detail = {
      form: { difficulty: 3 },
      words: [
        { powers: '2', reason: '专业性强' },
        { powers: '3-4', reason: '缺少检测设备' },
        { powers: '1', conditions: '配备执法记录仪' },
      ],
    };
    await dealt.say('assess-capacity', {
      outcomes: { capable: [0, 5], capableWithConditions: [1], notCapable: [2, 3, 4] },
      detail,
    });
    const rows = await rowsOf(
      dealt,
      'completion',
      'part, step, organisation, outcome, powers, reason, conditions',
      'seq, part',
    );
    expect(rows.filter(({ step }) => step === 'assess-capacity')).toEqual([
      {
        part: 0,
        step: 'assess-capacity',
        organisation: 'market',
        outcome: 'capable',
        powers: '0,5',
        reason: null,
        conditions: null,
      },
      {
        part: 1,
        step: 'assess-capacity',
        organisation: 'market',
        outcome: 'capableWithConditions',
        powers: '1',
        reason: null,
        conditions: '配备执法记录仪',
      },
      {
        part: 2,
        step: 'assess-capacity',
        organisation: 'market',
        outcome: 'notCapable',
        powers: '2',
        reason: '专业性强',
        conditions: null,
      },
      {
        part: 3,
        step: 'assess-capacity',
        organisation: 'market',
        outcome: 'notCapable',
        powers: '3-4',
        reason: '缺少检测设备',
        conditions: null,
      },
    ]);
  });

  test('the form is there once, with comment and evidence', async () => {
    const dealt = await aWalk();
    const evidence = [{ id: 'file-1', sha256: 'a'.repeat(64) }];
    const detail = { form: { premises: '有' }, comment: '见附件', evidence };
    const { kept } = await dealt.say('declare-need', { detail });
    expect(await rowsOf(dealt, 'completed_form', 'step, organisation, form, comment, evidence')).toEqual([
      { step: 'declare-need', organisation: 'kaihua', form: { premises: '有' }, comment: '见附件', evidence },
    ]);
    expect(kept?.['officers']).toContain('kaihua-01');
  });

  test('what the system does is an answer too, with no form', async () => {
    const dealt = await aWalk();
    await untilAsked(dealt, 'sign-off-training');
    const acts = (await rowsOf(dealt, 'completion', 'seq, step, by_person, outcome, powers')).filter(
      ({ by_person }) => by_person === 'system',
    );
    expect(acts).toMatchObject([{ step: 'publish', outcome: 'published', powers: '0-2' }]);
    expect((await rowsOf(dealt, 'completed_form', 'seq')).map(({ seq }) => seq)).not.toContain(acts[0]?.['seq']);
  });

  test('quotes, brackets and other people’s SQL in words are words', async () => {
    const dealt = await aWalk();
    const reason = `'); drop table ledger; -- "$1" \\ {} 〔2026〕\u2028第3号 🏮`;
    await dealt.say('declare-need', { outcome: 'notNeeded', detail: { words: [{ powers: '0-2', reason }] } });
    expect(await rowsOf(dealt, 'completion', 'reason')).toEqual([{ reason }]);
  });

  test('a decision has its minutes and its meeting, for what was adopted and nothing else', async () => {
    const dealt = await aWalk();
    await untilAsked(dealt, 'decide');
    const detail = { form: { minutes: '〔示范〕1', meeting: '2026-02-03' }, words: [{ powers: '1', reason: '暂缓' }] };
    await dealt.say('decide', { outcomes: { adopted: [0, 2], notAdopted: [1] }, detail });
    expect(await rowsOf(dealt, 'decision', 'step, minutes, meeting, powers')).toEqual([
      { step: 'decide', minutes: '〔示范〕1', meeting: '2026-02-03', powers: '0,2' },
    ]);
  });

  test('a decision that adopts nothing is no decision to cite', async () => {
    const dealt = await aWalk();
    await untilAsked(dealt, 'decide');
    await dealt.say('decide', { outcome: 'notAdopted' });
    expect(await rowsOf(dealt, 'decision', 'step')).toEqual([]);
  });

  test('notes stand beside the steps with who wrote them for which office', async () => {
    const dealt = await aWalk();
    await dealt.written();
    const entry = {
      kind: 'note',
      key: 'n',
      by: 'market-head',
      at: Date.UTC(2026, 0, 6),
      code: 'guidance-visit',
      powers: '1',
    } as const;
    const change = await dealt.walk.takeRaw(entry);
    const command = { person: { id: 'market-head', office: 'market', role: 'head' }, form: { text: '现场指导' } };
    await dealt.record({ ...dealt.recording(), records: [{ entry, command, ...change }] });
    expect(await rowsOf(dealt, 'note', 'code, organisation, by_person, at, powers, body')).toEqual([
      {
        code: 'guidance-visit',
        organisation: 'market',
        by_person: 'market-head',
        at: new Date(entry.at),
        powers: '1',
        body: command,
      },
    ]);
  });
});

describe('tasks and states', () => {
  test('open tasks are the procedure’s own, a closed one is remembered by its address', async () => {
    const dealt = await aWalk({ groups: [marketGroup, cultureGroup], count: 4 });
    const first = dealt.walk.tasks()[0];
    await dealt.written();
    const [row] = await rowsOf(dealt, 'task', 'public_id, id', 'id');
    expect(row?.['id']).toBe(first?.id);
    await dealt.say('declare-need');
    const open = await rowsOf(dealt, 'task', 'id, step, organisation, powers, opened, due, overdue', 'id');
    const expected = dealt.walk.tasks().map((task) => ({
      id: task.id,
      step: task.step,
      organisation: task.office,
      powers: task.powers,
      opened: new Date(task.opened),
      due: task.due === null ? null : new Date(task.due),
      overdue: task.overdue ?? false,
    }));
    expect(open).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect(await rowsOf(dealt, 'closed_task', 'public_id, step, organisation', 'id')).toEqual([
      { public_id: row?.['public_id'], step: 'declare-need', organisation: 'kaihua' },
    ]);
  });

  test('an overdue task is marked, and its limit moves with a suspension', async () => {
    const dealt = await aWalk();
    await dealt.walk.tick();
    await dealt.written();
    expect(await rowsOf(dealt, 'task', 'overdue', 'id')).toEqual([{ overdue: true }]);
    await dealt.say('declare-need');
    await dealt.walk.suspend(true);
    await dealt.written();
    expect(await rowsOf(dealt, 'task', 'due, overdue', 'id')).toEqual([{ due: null, overdue: false }]);
    expect(await rowsOf(dealt, 'head', 'state, suspended')).toEqual([{ state: 'suspended', suspended: true }]);
    await dealt.walk.suspend(false);
    await dealt.written();
    expect(await rowsOf(dealt, 'task', 'due', 'id')).toEqual([{ due: new Date(dealt.walk.tasks()[0]?.due ?? 0) }]);
    expect(await rowsOf(dealt, 'head', 'state, suspended')).toEqual([{ state: 'in-progress', suspended: false }]);
  });

  test('a task that two lines of one call change is there as the last one left it', async () => {
    const dealt = await aWalk();
    await dealt.written();
    const [task] = dealt.walk.tasks();
    if (!task) throw new Error('nothing is open');
    await dealt.walk.answer(dealt.answering(task, { powers: [0] }));
    await dealt.walk.answer(dealt.answering(task, { powers: [1] }));
    expect(dealt.recording().records).toHaveLength(2);
    await dealt.written();
    expect((await rowsOf(dealt, 'task', 'step, powers', 'id')).filter(({ step }) => step === 'declare-need')).toEqual([
      { step: 'declare-need', powers: '2' },
    ]);
    await dealt.walk.answer(dealt.answering({ ...task, powers: '2' }));
    await dealt.written();
    expect((await rowsOf(dealt, 'task', 'step', 'id')).map(({ step }) => step)).toEqual(
      Array(3).fill('assess-capacity'),
    );
  });

  test('each power’s state and since when, by its position', async () => {
    const dealt = await aWalk();
    await dealt.say('declare-need', { outcomes: { needed: [0], notNeeded: [1, 2] } });
    const at = new Date(dealt.walk.now());
    const rows = await rowsOf(dealt, 'transfer_power', 'position, state, since', 'position');
    expect(rows.slice(1)).toEqual([
      { position: 1, state: 'not-needed', since: at },
      { position: 2, state: 'not-needed', since: at },
    ]);
    expect(rows[0]).toMatchObject({ state: 'in-progress' });
  });
});

describe('training and certificates', () => {
  test('hours, score and day of each examination; who has not sat one has no row', async () => {
    const dealt = await aWalk({ count: 2 });
    await untilAsked(dealt, 'sign-off-training');
    const words = [{ powers: '0-1', reason: '未参加考试' }];
    await dealt.say('sign-off-training', { about: 'kaihua-01', outcome: 'notPassed', detail: { form: {}, words } });
    const form = { hours: 12.5, score: 40, examined: '2026-03-01' };
    await dealt.say('sign-off-training', { about: 'kaihua-01', outcome: 'notPassed', detail: { form, words } });
    await dealt.say('sign-off-training', { about: 'kaihua-01', detail: { form: { ...form, score: 88 } } });
    expect(await rowsOf(dealt, 'training', 'officer, organisation, hours, score, examined, passed, powers')).toEqual([
      {
        officer: 'kaihua-01',
        organisation: 'market',
        hours: '12.5',
        score: '40',
        examined: '2026-03-01',
        passed: false,
        powers: '0-1',
      },
      {
        officer: 'kaihua-01',
        organisation: 'market',
        hours: '12.5',
        score: '88',
        examined: '2026-03-01',
        passed: true,
        powers: '0-1',
      },
    ]);
  });

  test('a certificate that was issued is the officer’s; issued again under its number it is prolonged; a refused one is none', async () => {
    const dealt = await aWalk({ count: 1 });
    await untilAsked(dealt, 'certify');
    const certificates = async () =>
      (
        await database.app.query<object>(
          `select number, valid_from, valid_until from certificate where officer = 'kaihua-02' order by number`,
        )
      ).rows;
    const before = await certificates();
    const form = { number: '测试证-1', validFrom: '2026-01-01', validUntil: '2031-01-01' };
    await dealt.say('certify', { about: 'kaihua-02', kept: { validUntil: form.validUntil }, detail: { form } });
    const issued = { number: '测试证-1', valid_from: '2026-01-01', valid_until: '2031-01-01' };
    expect(await certificates()).toEqual(expect.arrayContaining([...before, issued]));
    const other = await aWalk({ count: 1 });
    await untilAsked(other, 'certify');
    const longer = { ...form, validUntil: '2032-01-01' };
    await other.say('certify', {
      about: 'kaihua-02',
      kept: { validUntil: longer.validUntil },
      detail: { form: longer },
    });
    expect(await certificates()).toEqual(expect.arrayContaining([...before, { ...issued, valid_until: '2032-01-01' }]));
    const third = await aWalk({ count: 1 });
    await untilAsked(third, 'certify');
    const reason = { words: [{ powers: '0', reason: '未通过资格审查' }] };
    await third.say('certify', { about: 'kaihua-02', outcome: 'notCertified', detail: reason });
    expect(await certificates()).toHaveLength(before.length + 1);
  });
});

describe('the handover', () => {
  test('each side’s confirmation with its inventory and dates', async () => {
    const dealt = await aWalk();
    await untilAsked(dealt, 'confirm-handover');
    const form = { effectiveDate: '2026-06-01', cutOffDay: '2026-05-31', posts: 2, files: ['卷宗一'] };
    const kept = { effectiveDate: form.effectiveDate, cutOffDay: form.cutOffDay };
    await dealt.say('confirm-handover', { office: 'market', powers: [0, 1], kept, detail: { form } });
    const reason = { words: [{ powers: '0-2', reason: '清单不全' }] };
    await dealt.say('confirm-handover', { office: 'kaihua', outcome: 'disputed', powers: [0], detail: reason });
    expect(
      await rowsOf(dealt, 'handover_confirmation', 'organisation, effective_date, cut_off_day, inventory, powers'),
    ).toEqual([
      {
        organisation: 'market',
        effective_date: '2026-06-01',
        cut_off_day: '2026-05-31',
        inventory: { posts: 2, files: ['卷宗一'] },
        powers: '0-1',
      },
    ]);
  });
});

describe('publications', () => {
  const published = (dealt: RecordedWalk) =>
    rowsOf(dealt, 'publication', 'task, step, powers, title_zh, body, published, filing_due', 'published, task');

  test('name powers, scope and decision, and are filed for record within fifteen days', async () => {
    const dealt = await aWalk();
    await untilAsked(dealt, 'decide');
    const detail = { form: { minutes: '〔示范〕2', meeting: '2026-02-03' }, words: [{ powers: '1', reason: '暂缓' }] };
    await dealt.say('decide', { outcomes: { adopted: [0, 2], notAdopted: [1] }, detail });
    const [notice, ...others] = await published(dealt);
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      step: 'publish',
      powers: '0,2',
      body: {
        subDistrict: 'kaihua',
        decision: { minutes: '〔示范〕2', meeting: '2026-02-03' },
        powers: [{ code: dealt.codes[0], scope: { territory: '全街道' } }, { code: dealt.codes[2] }],
      },
    });
    const at = dealt.walk.now();
    expect(notice).toMatchObject({ published: new Date(at), filing_due: addDays(dateAt(at), 15) });
  });

  test('are made once for a task, however often and however many at once try', async () => {
    const dealt = await aWalk();
    await untilAsked(dealt, 'sign-off-training');
    const before = await published(dealt);
    const act = dealt.walk.entries.find((entry) => entry.kind === 'act');
    if (act?.kind !== 'act') throw new Error('nothing was published');
    const ask = { transfer: dealt.launch.transfer, task: act.task, step: act.step, powers: '0-2' };
    const told = await Promise.all(Array.from({ length: 10 }, () => dealt.carryOut(ask)));
    expect(new Set(told.map(({ outcome }) => outcome))).toEqual(new Set(['published']));
    expect(await published(dealt)).toEqual(before);
    expect(before).toHaveLength(1);
  });

  test('of an instrument are by both sides, and of a narrowing show the narrower scope', async () => {
    const entrusted = { ...marketGroup, mode: 'entrust', until: '2027-06-30' } as const;
    const dealt = await aWalk({ groups: [entrusted], count: 2 });
    await untilAsked(dealt, 'evaluate');
    const instrument = (await published(dealt)).find(({ step }) => step === 'publish-instrument');
    expect(instrument).toMatchObject({
      body: { publishers: ['market', 'kaihua'], powers: [{ period: { until: '2027-06-30' } }, {}] },
    });
    const narrower = { territory: '建成区', reserved: [] };
    const detail = { words: [{ powers: '1', reason: '力量不足', particulars: narrower }] };
    await dealt.say('evaluate', { office: 'market', outcomes: { retain: [0], narrow: [1] }, detail });
    await dealt.say('evaluate', { office: 'justice' });
    await dealt.say('decide-narrowing');
    const notice = (await published(dealt)).find(({ step }) => step === 'publish-narrowing');
    expect(notice).toMatchObject({ powers: '1', body: { powers: [{ code: dealt.codes[1], scope: narrower }] } });
  });

  test('are not made for a step that people do', async () => {
    const dealt = await aWalk();
    const ask = { transfer: dealt.launch.transfer, task: 't', step: 'decide', powers: '0' };
    await expect(dealt.carryOut(ask)).rejects.toMatchObject({ nonRetryable: true });
    expect(await published(dealt)).toEqual([]);
  });
});
