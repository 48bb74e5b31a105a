import { aLaunch, cultureGroup, marketGroup, type LaunchChoice } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { cityDatabase } from './laid-down';
import { recordedWalk, type RecordedWalk } from './recorded-walk';
import { rowsOfTransfer } from './rows';

let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
});
afterAll(() => database.drop());

let transfers = 0;
const aWalk = (choice: LaunchChoice = {}): Promise<RecordedWalk> =>
  recordedWalk(database, aLaunch({ count: 3, transfer: `topic-${++transfers}`, ...choice }));
const untilAsked = ({ walk, carryUntil }: RecordedWalk, step: string) =>
  carryUntil(() => walk.tasks().some((task) => task.step === step));

const rowsOf = ({ launch }: RecordedWalk, table: string, columns: string, order?: string) =>
  rowsOfTransfer(database.app, launch.transfer, table, columns, order);

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
    const change = dealt.walk.takeRaw(entry);
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
    dealt.walk.tick();
    await dealt.written();
    expect(await rowsOf(dealt, 'task', 'overdue', 'id')).toEqual([{ overdue: true }]);
    await dealt.say('declare-need');
    dealt.walk.suspend(true);
    await dealt.written();
    expect(await rowsOf(dealt, 'task', 'due, overdue', 'id')).toEqual([{ due: null, overdue: false }]);
    expect(await rowsOf(dealt, 'head', 'state, suspended')).toEqual([{ state: 'suspended', suspended: true }]);
    dealt.walk.suspend(false);
    await dealt.written();
    expect(await rowsOf(dealt, 'task', 'due', 'id')).toEqual([{ due: new Date(dealt.walk.tasks()[0]?.due ?? 0) }]);
    expect(await rowsOf(dealt, 'head', 'state, suspended')).toEqual([{ state: 'in-progress', suspended: false }]);
  });

  test('a task that two lines of one call change is there as the last one left it', async () => {
    const dealt = await aWalk();
    await dealt.written();
    const [task] = dealt.walk.tasks();
    if (!task) throw new Error('nothing is open');
    dealt.walk.answer(dealt.answering(task, { powers: [0] }));
    dealt.walk.answer(dealt.answering(task, { powers: [1] }));
    expect(dealt.recording().records).toHaveLength(2);
    await dealt.written();
    expect((await rowsOf(dealt, 'task', 'step, powers', 'id')).filter(({ step }) => step === 'declare-need')).toEqual([
      { step: 'declare-need', powers: '2' },
    ]);
    dealt.walk.answer(dealt.answering({ ...task, powers: '2' }));
    await dealt.written();
    expect((await rowsOf(dealt, 'task', 'step', 'id')).map(({ step }) => step)).toEqual(
      Array(3).fill('assess-capacity'),
    );
  });

  test('each power’s state and since when, by its position', async () => {
    const dealt = await aWalk();
    await dealt.say('declare-need', { outcomes: { needed: [0], notNeeded: [1, 2] } });
    const at = new Date(dealt.walk.now());
    const rows = await rowsOf(dealt, 'item', 'position, state, since', 'position');
    expect(rows.slice(1)).toEqual([
      { position: 1, state: 'not-needed', since: at },
      { position: 2, state: 'not-needed', since: at },
    ]);
    expect(rows[0]).toMatchObject({ state: 'in-progress' });
  });
});
