/** What the database refuses for its content: at each part of the record's statement. */
import { verifyChain } from '../../src/ledger/verify';
import type { LedgerRow } from '../../src/ledger/chain';
import type { RecordLine } from '../../src/domain/procedure/record';
import type { Command } from '../../workflows/procedure/pass';
import { listTroubles } from '../../src/database/trouble-repository';
import { aLaunch, marketGroup, type LaunchChoice } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { walkOf } from '../workflows/procedure/walk';
import { cityDatabase } from './laid-down';
import { refusing, type Refuse } from './refusing';
import { turnsOf, type Turns } from './turns';

let database: TestDatabase;
let refuse: Refuse;
beforeAll(async () => {
  database = await cityDatabase();
  refuse = await refusing(database.owner);
});
afterAll(() => database.drop());

let transfers = 0;
const launched = (choice: LaunchChoice = {}): Promise<Turns> =>
  turnsOf(database, aLaunch({ count: 2, transfer: `refused-${++transfers}`, ...choice }));
const entrusted = { groups: [{ ...marketGroup, mode: 'entrust', until: '2027-06-30' } as const] };

const ledgerOf = async (transfer: string): Promise<LedgerRow[]> =>
  (
    await database.app.query<LedgerRow>(
      'select transfer, seq, key, previous, hash, content from ledger where transfer = $1 order by seq',
      [transfer],
    )
  ).rows;

/** The chain is whole, each line comes out of the prose, and the tables hold the tasks and states that come out. */
async function whole({ launch, known }: Turns): Promise<string[]> {
  const { transfer } = launch;
  const rows = await ledgerOf(transfer);
  const { seq, hash } = known();
  expect(verifyChain(rows, { transfer, seq, hash })).toMatchObject({ verdict: 'intact', entries: seq });
  const lines = rows.map(({ content }) => JSON.parse(content) as RecordLine);
  const walk = walkOf(launch, lines[0]?.entry.at);
  for (const { entry, put, gone, states } of lines.slice(1)) expect(walk.takeRaw(entry)).toEqual({ put, gone, states });
  const { rows: tasks } = await database.app.query<{ id: string }>('select id from task where transfer = $1', [
    transfer,
  ]);
  expect(tasks.map(({ id }) => id).sort()).toEqual(
    walk
      .tasks()
      .map(({ id }) => id)
      .sort(),
  );
  const { rows: states } = await database.app.query<{ state: string }>(
    'select state from item where matter = $1 order by position',
    [transfer],
  );
  expect(states.map(({ state }) => state)).toEqual(walk.states());
  return rows.map(({ key }) => key);
}

const asked = (step: string) => (turns: Turns) => turns.tasks().some((task) => task.step === step);
const inState = (state: string) => (turns: Turns) => turns.stand().state(0) === state;
const answered = (step: string, outcome?: string) => (turns: Turns) =>
  turns.answering(turns.task(step), outcome === undefined ? {} : { outcome });

interface Case {
  readonly part: string;
  /** The rows that the database refuses, and which of them. */
  readonly rows: string;
  readonly when?: string;
  readonly code: string;
  readonly reached: (turns: Turns) => boolean;
  /** The command that brings such a row about. */
  readonly sent: (turns: Turns) => Command;
  readonly launch?: LaunchChoice;
  readonly before?: (turns: Turns) => Promise<unknown>;
}
const always = () => true;

const parts: readonly Case[] = [
  {
    part: 'ledger',
    rows: 'insert on ledger',
    when: `new.said_by = 'somebody'`,
    code: '22P02',
    reached: always,
    sent: (turns) => turns.answering(turns.task('declare-need'), { by: 'somebody' }),
  },
  { part: 'gone', rows: 'delete on task', code: '23503', reached: always, sent: answered('declare-need') },
  { part: 'task', rows: 'insert on task', code: '22001', reached: always, sent: answered('declare-need') },
  {
    part: 'state',
    rows: 'update on item',
    code: '23514',
    reached: always,
    sent: answered('declare-need', 'notNeeded'),
  },
  { part: 'completion', rows: 'insert on completion', code: '22P05', reached: always, sent: answered('declare-need') },
  { part: 'form', rows: 'insert on completed_form', code: '54000', reached: always, sent: answered('declare-need') },
  { part: 'decision', rows: 'insert on decision', code: '22007', reached: asked('decide'), sent: answered('decide') },
  {
    part: 'training',
    rows: 'insert on training',
    code: '22003',
    reached: asked('sign-off-training'),
    sent: answered('sign-off-training'),
  },
  {
    part: 'certificate',
    rows: 'insert on certificate',
    code: '23514',
    reached: asked('certify'),
    sent: answered('certify'),
  },
  {
    part: 'confirmation',
    rows: 'insert on handover_confirmation',
    code: '22008',
    reached: asked('confirm-handover'),
    sent: answered('confirm-handover'),
  },
  {
    part: 'register',
    rows: 'insert on register',
    code: '23514',
    reached: asked('witness-handover'),
    sent: answered('witness-handover'),
  },
  {
    part: 'renewal',
    rows: 'insert on renewal',
    code: '22007',
    launch: entrusted,
    reached: asked('renew-entrustment'),
    before: (turns) => turns.turn([answered('renew-entrustment')(turns)]),
    sent: answered('renew-entrustment'),
  },
  {
    part: 'return',
    rows: 'update on register',
    code: '23514',
    reached: inState('in-force'),
    async before(turns) {
      await turns.turn([turns.recall('0-1')]);
      await turns.carryUntil(() => asked('confirm-return')(turns));
      await turns.turn([answered('confirm-return')(turns)]);
    },
    sent: answered('confirm-return'),
  },
  {
    part: 'note',
    rows: 'insert on note',
    when: `new.by_person = 'somebody'`,
    code: '22P05',
    reached: always,
    sent: (turns) => turns.note('somebody'),
  },
];

describe('a command that the database refuses for its content', () => {
  test.each(parts)(
    'at the part “$part” is refused alone: the others are recorded, and the procedure goes on',
    async ({ rows, when, code, reached, sent, launch, before }) => {
      const turns = await launched(launch);
      await turns.carryUntil(() => reached(turns));
      await before?.(turns);
      const known = turns.known().seq;
      const command = sent(turns);
      const [one, other] = [turns.note(), turns.note()];
      const accepted = await refuse(rows, code, when);
      expect(await turns.turn([one, command, other])).toEqual({ told: ['recorded', 'cannot-be-stored', 'recorded'] });
      await accepted();
      expect((await whole(turns)).slice(known)).toEqual([one.key, other.key]);
      expect(await listTroubles(database.app, { limit: 10 })).toEqual([]);
      // sent anew it is taken, and everything goes on
      expect(await turns.turn([sent(turns)])).toEqual({ told: ['recorded'] });
      await turns.turn([turns.note()]);
      await whole(turns);
    },
  );
});

const byNobody: readonly Case[] = [
  {
    part: 'publication',
    rows: 'insert on publication',
    code: '22P02',
    reached: asked('decide'),
    sent: answered('decide'),
  },
  {
    part: 'narrowing',
    rows: 'update on register',
    code: '23514',
    reached: asked('evaluate'),
    async before(turns) {
      await turns.turn([answered('evaluate', 'narrow')(turns)]);
      await turns.carryUntil(() => asked('decide-narrowing')(turns));
    },
    sent: answered('decide-narrowing'),
  },
];

describe('a line that nobody sent and the database refuses', () => {
  test.each(byNobody)(
    'at the part “$part” is a trouble that holds up its transfer alone, until it is mended',
    async (one) => {
      const [turns, another] = [await launched(), await launched()];
      await turns.carryUntil(() => one.reached(turns));
      await one.before?.(turns);
      const { code } = one;
      const accepted = await refuse(one.rows, code);
      // it comes with a command, in one record: that one is recorded
      expect(await turns.turn([one.sent(turns)])).toEqual({ told: ['recorded'], needsRepair: code });
      expect(await turns.turn([turns.note(), turns.note()])).toEqual({
        told: ['transfer-needs-repair', 'transfer-needs-repair'],
        needsRepair: code,
      });
      expect(await another.turn([another.note()])).toEqual({ told: ['recorded'] });
      const troubles = await listTroubles(database.app, { limit: 10 });
      expect(troubles).toMatchObject([
        { kind: 'record-refused', transfer: turns.launch.transfer, code, times: 2, detail: { kind: 'act' } },
      ]);
      await accepted();
      expect(await turns.turn([turns.note()])).toEqual({ told: ['recorded'] });
      expect(await listTroubles(database.app, { limit: 10 })).toEqual([]);
      await whole(turns);
    },
  );

  test('among commands, they are recorded before it or told to wait', async () => {
    const turns = await launched();
    await turns.carryUntil(() => asked('decide')(turns));
    const accepted = await refuse('insert on publication', '54000');
    const { told, needsRepair } = await turns.turn([turns.note(), answered('decide')(turns), turns.note()]);
    expect({ told, needsRepair }).toEqual({ told: ['recorded', 'recorded', 'recorded'], needsRepair: '54000' });
    await accepted();
    await turns.turn();
    await whole(turns);
  });

  test('even the first: the transfer begins as soon as it is mended', async () => {
    const accepted = await refuse('insert on task', '22P02');
    const turns = await launched();
    expect(await turns.turn([turns.note()])).toEqual({ told: ['transfer-needs-repair'], needsRepair: '22P02' });
    expect(await ledgerOf(turns.launch.transfer)).toEqual([]);
    await accepted();
    expect(await turns.turn([turns.note()])).toEqual({ told: ['recorded'] });
    await whole(turns);
  });
});
