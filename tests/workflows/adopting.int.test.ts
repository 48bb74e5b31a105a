import { createRecord } from '../../activities/record';
import type { ProcedureActivities } from '../../src/domain/procedure/activities';
import { messages, type CompleteStep } from '../../src/domain/procedure/message';
import { aLaunch, marketGroup, type LaunchChoice } from '../builders/launch';
import { realEngine } from './engine';
import { asked, foundTown, inState, refused, type Affair, type Town } from './town';

/** What becomes of the next record after it was written; armed by a test, spent once. */
let mishap: 'answer-lost' | 'told-as-news' | undefined;

/** The real record, whose answer is thrown away: as when a worker dies between its commit and its report. */
const mishandled = (real: ProcedureActivities): ProcedureActivities => ({
  ...real,
  async record(recording) {
    const told = await real.record(recording);
    if (mishap === undefined || recording.records.length === 0) return told;
    const happened = mishap;
    mishap = undefined;
    if (happened === 'answer-lost') throw new Error('the connection broke after the commit');
    // the command was delivered anew to a worker that never heard of the record
    return real.record({ ...recording, records: [] });
  },
});

let engine: Awaited<ReturnType<typeof realEngine>>;
let town: Town;
beforeAll(async () => {
  engine = await realEngine();
  town = await foundTown(engine, { around: mishandled });
});
afterEach(() => {
  mishap = undefined;
});
afterAll(async () => {
  await town.stop();
  await engine.close();
});

let transfers = 0;
const launched = (choice: LaunchChoice = {}): Promise<Affair> =>
  town.launch(
    aLaunch({
      count: 4,
      groups: [marketGroup],
      dayMs: null,
      transfer: `adopt-${process.pid}-${++transfers}`,
      ...choice,
    }),
  );

/** Writes a command to the ledger as another worker would, of which this procedure never hears. */
async function behindTheBack(affair: Affair, command: CompleteStep): Promise<void> {
  const walk = await affair.audited();
  const head = await affair.inspect();
  const { runId: run } = await affair.handle.describe();
  const { length } = walk.entries;
  expect(walk.answer(command)).toBeNull();
  const record = createRecord({ database: town.database.worker });
  let from = { seq: head.seq, hash: head.hash };
  for (let i = length; i < walk.entries.length; i++) {
    const [entry, change] = [walk.entries[i], walk.changes[i]];
    if (!entry || !change) throw new Error('a walk without its change');
    const told = await record({
      transfer: affair.launch.transfer,
      run,
      ...from,
      overall: walk.stand().overall(),
      records: [{ entry, command: { person: command.person, ...command.detail }, ...change }],
    });
    if (!('head' in told)) throw new Error('nobody else writes');
    from = told.head;
  }
}

describe('a procedure that does not know all of its ledger', () => {
  test.each(['answer-lost', 'told-as-news'] as const)(
    'answers its command once, and records it once (%s)',
    async (what) => {
      const affair = await launched();
      mishap = what;
      const receipt = await affair.say('declare-need', { powers: [0, 1] });
      expect(mishap).toBeUndefined();
      expect(receipt.seq).toBe(2);
      expect((await affair.entries()).map(({ kind }) => kind)).toEqual(['launch', 'complete']);
      expect((await affair.inspect()).adopted).toBe(what === 'told-as-news' ? 1 : 0);
      await affair.carryUntil(asked('sign-off-training'));
      await affair.audited();
    },
  );

  test('is told of a launch, a publication, a suspension that it had written itself, whichever it is', async () => {
    const affair = await launched();
    await affair.carryUntil(asked('decide'));
    mishap = 'told-as-news';
    await affair.say('decide');
    await affair.settled();
    for (const name of ['suspendTransfer', 'resumeTransfer'] as const) {
      mishap = 'told-as-news';
      await affair.act(name);
      expect(mishap).toBeUndefined();
    }
    const { adopted } = await affair.settled();
    // the decision and its publication are one record
    expect(adopted).toBe(4);
    expect((await affair.entries()).filter(({ kind }) => kind === 'act')).toHaveLength(1);
    await affair.carryUntil(inState('trial', '0-3'));
    await affair.audited();
  });

  test('takes what another has written, and answers the one who sent it when he asks again', async () => {
    const affair = await launched();
    const command = affair.answering(await affair.theTask('declare-need'));
    await behindTheBack(affair, command);
    const receipt = await affair.send(messages.completeStep, command);
    expect(receipt).toMatchObject({ key: command.key });
    const seen = await affair.settled();
    expect(seen.adopted).toBe(1);
    expect(seen.tasks).toMatchObject([{ step: 'assess-capacity', powers: '0-3' }]);
    expect((await affair.entries()).filter(({ key }) => key === command.key)).toHaveLength(1);
  });

  test('refuses whom the ledger has overtaken, and names who was first', async () => {
    const affair = await launched();
    const task = await affair.theTask('declare-need');
    await behindTheBack(affair, affair.answering(task, { by: 'first' }));
    const late = affair.answering(task, { by: 'late' });
    expect(await refused(affair.send(messages.completeStep, late))).toBe('already-completed');
    expect((await affair.entries()).filter(({ kind }) => kind === 'complete')).toMatchObject([{ by: 'first' }]);
  });

  test('takes an answer to a task that only the ledger knows', async () => {
    const affair = await launched();
    await behindTheBack(affair, affair.answering(await affair.theTask('declare-need')));
    const walk = await affair.audited();
    const unheardOf = walk.task('assess-capacity');
    if (!unheardOf) throw new Error('nothing was opened');
    expect(asked('assess-capacity')(await affair.inspect())).toBe(false);
    await affair.send(messages.completeStep, affair.answering(unheardOf));
    expect(asked('approve-transfer')(await affair.settled())).toBe(true);
    await affair.audited();
  });

  test('takes several that it missed, the system’s own among them, and publishes nothing twice', async () => {
    const affair = await launched();
    await affair.carryUntil(asked('decide'));
    await behindTheBack(affair, affair.answering(await affair.theTask('decide')));
    const seen = await affair.settled();
    expect(seen.adopted).toBe(2);
    expect(asked('sign-off-training')(seen)).toBe(true);
    await affair.audited();
    expect((await affair.entries()).filter(({ kind }) => kind === 'act')).toHaveLength(1);
  });

  test('does not go on where the ledger holds what the prose does not say', async () => {
    const affair = await launched();
    const { seq, hash } = await affair.inspect();
    const { runId: run } = await affair.handle.describe();
    const entry = { kind: 'note', key: 'forged', by: 'nobody', at: Date.now(), code: 'comment', powers: '' } as const;
    const put = [
      { id: 'forged/ready@kaihua', step: 'ready', office: 'kaihua', powers: '0', opened: entry.at, due: null },
    ];
    const overall = { state: 'in-progress', suspended: false, dayMs: null };
    await createRecord({ database: town.database.worker })({
      transfer: affair.launch.transfer,
      run,
      seq,
      hash,
      overall,
      records: [{ entry, put, gone: [], states: {} }],
    });
    const sending = affair.handle
      .startUpdate(messages.compareWithLedger, { waitForStage: 'ACCEPTED' })
      .catch(() => undefined);
    const failed = async () => {
      const { events } = await affair.handle.fetchHistory();
      return events?.some(({ workflowTaskFailedEventAttributes: task }) =>
        task?.failure?.message?.includes('does not come out'),
      );
    };
    for (const deadline = Date.now() + 20_000; !(await failed());)
      if (Date.now() > deadline) throw new Error('it went on');
    await affair.handle.terminate();
    await sending;
  });

  test('a workflow that is started anew from nothing comes to where the ledger is', async () => {
    const affair = await launched();
    await affair.say('declare-need', { outcomes: { needed: [0, 1, 2], notNeeded: [3] } });
    await affair.carryUntil(asked('ready'));
    const before = await affair.settled();
    await affair.handle.terminate('the engine was lost');
    const anew = await engine.client.start('powerTransfer', {
      workflowId: affair.launch.transfer,
      taskQueue: town.taskQueue,
      args: [affair.launch],
    });
    expect(anew.firstExecutionRunId).toBeTruthy();
    const after = await affair.settled();
    const { runs: _, adopted, ...same } = before;
    expect(after).toMatchObject({ ...same, adopted: before.seq });
    expect(adopted).toBe(0);
    await affair.carryUntil(inState('trial', '0-2'));
    await affair.audited();
  });
});
