/** Runs that may not record: one that was the transfer's own before is refused, and one that never was is told besides. */
import { listTroubles } from '../../src/database/trouble-repository';
import { aLaunch } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { cityDatabase } from './laid-down';
import { recordedWalk } from './recorded-walk';

let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
});
afterAll(() => database.drop());

test.each([
  ['was its own before', 'a-run', 0],
  ['never was its own', 'no-run-of-its', 1],
])('a run that %s is refused', async (_, run, alarms) => {
  const transfer = `of-${run}`;
  const walk = await recordedWalk(database, { ...aLaunch(), transfer });
  await walk.written();
  const task = walk.walk.tasks().find(({ step }) => step === 'declare-need');
  if (!task) throw new Error('nobody is asked');
  walk.walk.answer(walk.answering(task));
  // somebody has ended the run, and another was checked meanwhile
  await database.owner.query(`update head set run = 'another' where transfer = $1`, [transfer]);
  await expect(walk.record({ ...walk.recording(), run })).rejects.toMatchObject({ type: 'foreign-run' });
  const told = (await listTroubles(database.app, { limit: 50 })).filter((one) => one.transfer === transfer);
  expect(told.map(({ kind, code }) => `${kind} ${code}`)).toEqual(
    Array.from({ length: alarms }, () => 'foreign-run another-run'),
  );
});
