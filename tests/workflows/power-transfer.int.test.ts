import type { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  addDays,
  addMonths,
  addWorkingDays,
  dateAt,
  startOf,
  workingDaysBetween,
} from '../../src/domain/procedure/calendar';
import { unpack } from '../../src/domain/procedure/ranges';
import { aLaunch, cultureGroup, marketGroup, plainCalendar, type LaunchChoice } from '../builders/launch';
import { describeWithTimeSkipping, timeSkippingEnvironment } from '../setup/temporal';
import { asked, foundTown, inState, type Affair, type Town } from './town';

const day = 86_400_000;
/** The end of the nth working day after an instant. */
const endOf = (from: number, days: number) => startOf(addDays(addWorkingDays(plainCalendar, dateAt(from), days), 1));

describeWithTimeSkipping('a transfer of powers through its years', () => {
  let environment: TestWorkflowEnvironment;
  let town: Town;
  beforeAll(async () => {
    environment = await timeSkippingEnvironment();
    const { nativeConnection: connection, client } = environment;
    town = await foundTown({ connection, client: client.workflow, now: () => environment.currentTimeMs() });
  });
  afterAll(async () => {
    await town.stop();
    await environment.teardown();
  });

  let transfers = 0;
  const launched = (choice: LaunchChoice = {}): Promise<Affair> =>
    town.launch(aLaunch({ count: 2, dayMs: null, transfer: `year-${++transfers}`, ...choice }));
  const passTo = async (instant: number): Promise<void> => {
    const left = instant - (await environment.currentTimeMs());
    if (left > 0) await environment.sleep(left);
  };
  const passDays = (days: number) => async (): Promise<void> => environment.sleep(days * day);
  const clocks = async (affair: Affair) =>
    (await affair.entries()).filter(({ kind }) => kind === 'clock').map(({ at }) => at);

  test('from launch to in force, evaluated a year later, recalled and returned', async () => {
    const affair = await launched({ count: 4, groups: [marketGroup, cultureGroup] });
    await affair.carryUntil(inState('trial', '0-3'));
    const trial = (await affair.entries()).at(-1)?.at ?? NaN;
    await affair.carryUntil(asked('evaluate'), passDays(3));
    // three calendar months, and not a moment before or after
    expect(await clocks(affair)).toContain(startOf(addMonths(dateAt(trial), 3)));
    await affair.carryUntil(inState('in-force', '0-3'));
    const evaluated = (await affair.entries()).filter(
      (entry) => entry.kind === 'complete' && entry.step === 'evaluate',
    );
    const first = Math.max(...evaluated.map(({ at }) => at));
    const seen = await affair.carryUntil(asked('evaluate'), passDays(10));
    expect(await clocks(affair)).toContain(startOf(addMonths(dateAt(first), 12)));
    for (const { office, powers } of seen.tasks)
      await affair.say('evaluate', {
        office,
        ...(office === 'market' ? { outcomes: { recall: unpack(powers) } } : {}),
      });
    await affair.settled();
    await affair.say('decide-recall');
    await affair.settled();
    for (const office of ['kaihua', 'market']) await affair.say('confirm-return', { office });
    expect((await affair.settled()).states).toEqual({ recalled: '0-1', 'in-force': '2-3' });

    await affair.act('recallPowers', { powers: '2-3', code: 'unused' });
    await affair.carryUntil(inState('recalled', '0-3'));
    expect(await affair.handle.result()).toEqual({ recalled: '0-3' });
    await affair.audited();
    const { rows } = await town.database.app.query(
      'select count(*)::int as held from register where transfer = $1 and until is null',
      [affair.launch.transfer],
    );
    expect(rows).toEqual([{ held: 0 }]);
  }, 400_000);

  test('what nobody does is marked overdue at the end of its last working day, however late anybody looks', async () => {
    const affair = await launched();
    const { opened, due } = await affair.theTask('declare-need');
    expect(due).toBe(endOf(opened, 10));
    await passTo((due ?? NaN) - 60_000);
    await affair.settled();
    expect(await affair.theTask('declare-need')).not.toHaveProperty('overdue');
    await passTo((due ?? NaN) + 20 * day);
    await affair.settled();
    expect(await affair.theTask('declare-need')).toMatchObject({ overdue: true, due });
    expect(await clocks(affair)).toEqual([due]);
    const { rows } = await town.database.app.query('select overdue, due from task where transfer = $1', [
      affair.launch.transfer,
    ]);
    expect(rows).toEqual([{ overdue: true, due: new Date(due ?? NaN) }]);
    // it can still be done
    await affair.say('declare-need');
    await affair.audited();
  });

  test('limits of several tasks are each recorded at their own instant, in one stretch of time', async () => {
    const affair = await launched({ count: 4, groups: [marketGroup, cultureGroup] });
    await affair.say('declare-need', { powers: [0, 1, 2] });
    await passTo((await affair.now()) + 40 * day);
    await affair.settled();
    const due = (await affair.tasks()).map((task) => task.due);
    expect(await clocks(affair)).toEqual([...new Set(due)].sort());
    expect((await affair.tasks()).every(({ overdue }) => overdue)).toBe(true);
    await affair.audited();
  });

  test('a suspension stops the limit that it reaches over, and what was left of it runs on', async () => {
    const affair = await launched();
    const { opened, due } = await affair.theTask('declare-need');
    await passTo(opened + 3 * day);
    await affair.act('suspendTransfer');
    const stopped = (await affair.entries()).at(-1)?.at ?? NaN;
    await passTo((due ?? NaN) + 30 * day);
    await affair.settled();
    expect(await affair.theTask('declare-need')).toMatchObject({ due: null });
    expect(await clocks(affair)).toEqual([]);
    await affair.act('resumeTransfer');
    const resumed = (await affair.entries()).at(-1)?.at ?? NaN;
    // whole working days that had gone by before the day of the suspension
    const used = workingDaysBetween(plainCalendar, dateAt(opened), addDays(dateAt(stopped), -1));
    const prolonged = endOf(resumed, 10 - used);
    expect(await affair.theTask('declare-need')).toMatchObject({ due: prolonged });
    await passTo(prolonged + 1);
    await affair.settled();
    expect(await clocks(affair)).toEqual([prolonged]);
    await affair.audited();
  });

  test('an entrustment is renewed by both in time, and the next time by nobody: it ends with its last day', async () => {
    const today = dateAt(await environment.currentTimeMs());
    const until = addMonths(today, 12);
    const renewed = addMonths(until, 6);
    const affair = await launched({ groups: [{ ...marketGroup, mode: 'entrust', until }] });
    await affair.carryUntil(asked('renew-entrustment'), passDays(3));
    expect(await clocks(affair)).toContain(startOf(addWorkingDays(plainCalendar, addDays(until, 1), -30)));
    for (const office of ['market', 'kaihua'])
      await affair.say('renew-entrustment', { office, kept: { until: renewed } });
    await passTo(startOf(addDays(until, 3)));
    expect((await affair.settled()).states).toEqual({ 'in-force': '0-1' });

    await affair.carryUntil(asked('renew-entrustment'), passDays(3));
    await affair.say('renew-entrustment', { office: 'market', kept: { until: addMonths(renewed, 6) } });
    await passTo(startOf(addDays(renewed, 1)) + 1);
    expect((await affair.settled()).states).toEqual({ expired: '0-1' });
    expect(await clocks(affair)).toContain(startOf(addDays(renewed, 1)));
    expect(await affair.handle.result()).toEqual({ expired: '0-1' });
    const { rows } = await town.database.app.query(
      'select step from publication where transfer = $1 order by published',
      [affair.launch.transfer],
    );
    expect(rows).toEqual([{ step: 'publish' }, { step: 'publish-instrument' }, { step: 'publish-expiry' }]);
    await affair.audited();
  }, 400_000);

  test('transition before: the department acts for the trial’s months, then the handover, then in force', async () => {
    const affair = await launched({ transition: 'before' });
    await affair.carryUntil(inState('transition', '0-1'));
    const ready = (await affair.entries()).at(-1)?.at ?? NaN;
    await affair.carryUntil(asked('confirm-handover'), passDays(3));
    expect((await clocks(affair)).at(-1)).toBe(startOf(addMonths(dateAt(ready), 3)));
    await affair.carryUntil(inState('in-force', '0-1'));
    const states = (await affair.ledger()).flatMap((line) => Object.keys(line.states));
    expect(states).not.toContain('trial');
    await affair.audited();
  }, 400_000);

  test('between signature and effective date the old holder acts; the power moves with the first moment of that day', async () => {
    const affair = await launched();
    await affair.carryUntil(asked('confirm-handover'));
    const effectiveDate = addDays(dateAt(await affair.now()), 40);
    for (const office of ['market', 'kaihua'])
      await affair.say('confirm-handover', { office, kept: { effectiveDate } });
    await affair.say('witness-handover');
    const held = async () =>
      (
        await town.database.app.query<{ since: Date }>('select since from register where transfer = $1', [
          affair.launch.transfer,
        ])
      ).rows;
    expect((await affair.settled()).states).toEqual({ 'handed-over': '0-1' });
    expect(await held()).toEqual([]);
    await passTo(startOf(effectiveDate) + day);
    expect((await affair.settled()).states).toEqual({ trial: '0-1' });
    expect(await held()).toEqual([0, 1].map(() => ({ since: new Date(startOf(effectiveDate)) })));
    await affair.audited();
  });
});
