/** Temporal's whole store is lost: every running transfer comes back from the ledger, and the work goes on. */
import { rebuild } from '../../src/cli/rebuild';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { Task } from '../../src/domain/procedure/record';
import { freshKey } from '../builders/answers';
import type { LaunchChoice } from '../builders/launch';
import { check } from './checker';
import { command, coordinator, eventually, foundCity, openTasks, type City } from './city';
import { peopleOf, type People } from './people';
import { accessTo } from '../setup/sealing';

interface Running {
  readonly launch: TransferLaunch;
  readonly people: People;
}

let city: City;
beforeAll(async () => {
  city = await foundCity(900);
  await city.worker();
});
afterAll(() => city.stop());

async function start(choice: LaunchChoice): Promise<Running> {
  const launch = await city.launch(choice);
  return { launch, people: peopleOf(city.client, city.engine, launch.transfer) };
}

/** Everybody does what is asked, the first outcome or the chosen one, until it is enough. */
async function work(
  { launch, people }: Running,
  enough: (tasks: readonly Task[]) => Promise<boolean> | boolean,
  choose: (task: Task) => string | undefined = () => undefined,
) {
  await eventually(`${launch.transfer} is where it is wanted`, async () => {
    const tasks = await openTasks(city.database, launch.transfer);
    if (await enough(tasks)) return true;
    const [task] = tasks;
    const outcome = task && choose(task);
    if (task)
      await people.send(
        'completeStep',
        command(launch, task, { by: `p-${task.step}`, ...(outcome ? { outcome } : {}) }),
      );
    return false;
  });
}
const reaches = (step: string) => (tasks: readonly Task[]) => tasks.some((task) => task.step === step);
const inState = (transfer: string, state: string) => async () => {
  const { rowCount } = await city.database.query('select from item where matter = $1 and state <> $2', [
    transfer,
    state,
  ]);
  return rowCount === 0;
};
const signed = () => ({ key: freshKey(), digest: 'digest', person: coordinator, detail: { reason: '演练' } });

const expectClean = async ({ launch, people }: Running) => {
  const inspection = await city.engine.inspect(launch.transfer);
  if (!inspection) throw new Error(`${launch.transfer} is gone`);
  expect(await check(city.database, launch.transfer, inspection, people)).toEqual([]);
};
/** Nothing may come due of itself while it is looked at. */
const suspend = async ({ people }: Running) =>
  expect(await people.send('suspendTransfer', signed())).toMatchObject({ receipt: {} });

it('transfers in many states, one of 500 powers and one of more entries than a run holds', async () => {
  const all: Running[] = [];
  const one = async (choice: LaunchChoice, further: (running: Running) => Promise<unknown>) => {
    const running = await start(choice);
    await further(running);
    all.push(running);
  };
  const soon = { count: 6, dayMs: 15 };
  await Promise.all([
    one({ count: 5 }, () => Promise.resolve()),
    one({ count: 500 }, (own) =>
      work(own, reaches('witness-handover'), (task) => (task.step === 'review-legality' ? 'lawful' : undefined)),
    ),
    one({ count: 8 }, async (own) => {
      let returned = false;
      await work(
        own,
        (tasks) => returned && reaches('declare-need')(tasks),
        (task) => {
          if (task.step !== 'approve-transfer') return undefined;
          returned = true;
          return 'returned';
        },
      );
    }),
    one({ count: 8 }, (own) => work(own, reaches('sign-off-training'))),
    one(soon, async (own) => {
      await work(own, inState(own.launch.transfer, 'trial'));
      await suspend(own);
    }),
    one({ ...soon, transition: 'before' }, async (own) => {
      await work(own, inState(own.launch.transfer, 'in-force'));
      expect(await own.people.send('recallPowers', { ...signed(), powers: '1-2', code: 'other' })).toMatchObject({
        receipt: {},
      });
      await work(own, reaches('confirm-return'));
      await suspend(own);
    }),
    one({ count: 4, linesPerRun: 40 }, async ({ people }) => {
      for (let i = 0; i < 110; i++)
        await people.send('addNote', { ...signed(), detail: { form: { text: `${i}` } }, powers: '0', code: 'comment' });
    }),
    one({ count: 4 }, async ({ people }) => {
      expect(await people.send('withdrawPowers', { ...signed(), powers: '0,2' })).toMatchObject({ receipt: {} });
    }),
  ]);
  const ended = await start({ count: 3 });
  expect(await ended.people.send('withdrawPowers', { ...signed(), powers: '0-2' })).toMatchObject({ receipt: {} });
  for (const running of [...all, ended]) await expectClean(running);

  await city.servers.loseTemporal();
  const { databaseUrl, temporalAddress, folder } = city.servers;
  const local = { databaseUrl, temporal: accessTo(temporalAddress), data: folder };
  expect(await city.engine.inspect('fault-1')).toBeUndefined();
  const told: string[] = [];
  const rebuilt = await rebuild(local, ({ transfer }) => told.push(transfer));
  expect(rebuilt.filter(({ result }) => result !== 'rebuilt')).toEqual([]);
  expect(told.sort()).toEqual(all.map(({ launch }) => launch.transfer).sort());
  for (const running of all) await expectClean(running);
  // a second time, nothing is left to do
  expect((await rebuild(local, () => undefined)).map(({ result }) => result)).toEqual(all.map(() => 'there'));

  for (const running of all) {
    const { launch, people } = running;
    await people.send('resumeTransfer', signed());
    const [task] = await openTasks(city.database, launch.transfer);
    if (task)
      expect(await people.send('completeStep', command(launch, task, { by: 'afterwards' }))).toMatchObject({
        receipt: {},
      });
    else
      expect(await people.send('addNote', { ...signed(), powers: '0', code: 'comment' })).toMatchObject({
        receipt: {},
      });
    await suspend(running);
    await expectClean(running);
  }
});
