import { messages } from '../../src/domain/procedure/message';
import { openerOf } from '../../src/domain/procedure/task-id';
import { aLaunch } from '../builders/launch';
import { realEngine } from './engine';
import { asked, foundTown, inState, type Town } from './town';

let engine: Awaited<ReturnType<typeof realEngine>>;
let town: Town;
beforeAll(async () => {
  engine = await realEngine();
  town = await foundTown(engine);
});
afterAll(async () => {
  await town.stop();
  await engine.close();
});

const count = 6;

describe.each([1, 2, 3])('a transfer of edition %i', (edition) => {
  test('publishes each of many decisions that come at once, after it and once', async () => {
    const affair = await town.launch(aLaunch({ count, edition, transfer: `publishing-${edition}` }));
    await affair.carryUntil(asked('decide'));
    const task = await affair.theTask('decide');
    const parts = Array.from({ length: count }, (_, power) => affair.answering(task, { powers: [power] }));
    await Promise.all(parts.map((part) => affair.send(messages.completeStep, part)));
    await affair.settled();

    const entries = await affair.entries();
    const publishedAt = (key: string) =>
      entries.findIndex((entry) => entry.kind === 'act' && openerOf(entry.task) === key);
    for (const { key } of parts) {
      expect(publishedAt(key)).toBeGreaterThan(entries.findIndex((entry) => entry.key === key));
    }
    const { rows } = await town.database.app.query<{ powers: string }>(
      `select powers::text from publication where transfer = $1 order by powers`,
      [affair.launch.transfer],
    );
    expect(rows.map(({ powers }) => powers)).toEqual(Array.from({ length: count }, (_, n) => `{[${n},${n + 1})}`));
    await affair.carryUntil(inState('trial', `0-${count - 1}`));
    await affair.audited();
  }, 60_000);
});
