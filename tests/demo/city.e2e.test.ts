/** The demonstration city is brought to its places by the real workflows, once, and leaves visitors enough to launch. */
import { isProblem } from '../../src/client/client';
import type { Transfer } from '../../src/contract/types';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import { loadCity } from '../../src/demo/city';
import { isOpen } from '../../src/demo/driver';
import { gatherPeople, type People } from '../../src/demo/people';
import { scenarios } from '../../src/demo/power-transfer/scenarios';
import { endings } from '../../src/domain/power-transfer/states';
import { startSystem, type System } from '../api/system';

let system: System;
let people: People;
let places: ReadonlyMap<string, Transfer>;

async function look(): Promise<Map<string, Transfer>> {
  const { client } = await people.named('coordinator');
  const found = new Map<string, Transfer>();
  for (const { id } of await client.transfers()) {
    const transfer = await client.transfer(id);
    found.set(transfer.title, transfer);
  }
  return found;
}
const inPlace = (word: string): Transfer => {
  const found = [...places].find(([title]) => title.includes(word))?.[1];
  if (!found) throw new Error(`no transfer "${word}"`);
  return found;
};
const states = ({ powers }: Transfer) => [...new Set(powers.map(({ state }) => state))].sort();

beforeAll(async () => {
  system = await startSystem({ worker: true });
  const server = await system.app.listen({ host: '127.0.0.1', port: 0 });
  people = await gatherPeople(server, demonstrationPassword);
  await loadCity(people);
  places = await look();
});
afterAll(() => system.stop());

test('every transfer is there once, and its days are real', () => {
  expect([...places.keys()].sort()).toEqual(scenarios.map(({ title }) => title).sort());
  for (const { dayMs, state } of places.values()) expect(state === 'withdrawn' ? null : dayMs).toBeNull();
});

test('each is where its title says', () => {
  expect(inPlace('新发起').tasks.map(({ step }) => step)).toEqual(['declare-need']);
  expect(inPlace('已逾期').tasks.every(({ overdue }) => overdue)).toBe(true);
  expect(inPlace('部门审批').tasks.every(({ step }) => step === 'approve-transfer')).toBe(true);
  expect(inPlace('退回重报').tasks.find(({ step }) => step === 'declare-need')?.powers).toHaveLength(2);
  expect(isOpen(inPlace('合法性审查'), 'review-legality')).toBe(true);
  expect(states(inPlace('一项不同意'))).toEqual(['in-progress', 'refused']);
  expect(isOpen(inPlace('培训中'), 'sign-off-training')).toBe(true);
  expect(inPlace('交接中').tasks.map(({ organisation }) => organisation)).toEqual(['kaihua']);
  expect(states(inPlace('待生效'))).toEqual(['handed-over']);
  expect(states(inPlace('先过渡'))).toEqual(['transition']);
  expect(states(inPlace('（试运行）'))).toEqual(['trial']);
  expect(states(inPlace('一项收回'))).toEqual(['recalled', 'trial']);
  expect(inPlace('委托').mode).toBe('entrust');
  expect(inPlace('已运行一年').state).toBe('in-force');
  expect(inPlace('已中止').state).toBe('suspended');
  expect(inPlace('已撤回').state).toBe('withdrawn');
});

test('the one that has been in force for a year was evaluated twice by both sides', async () => {
  const { client } = await people.named('coordinator');
  const history = await client.history(inPlace('已运行一年').id);
  const evaluations = history.filter(({ step }) => step === 'evaluate');
  expect(new Set(evaluations.map(({ organisation }) => organisation))).toEqual(
    new Set(['agriculture', 'culture', 'justice']),
  );
  // one answer may be for the powers of several departments, so powers are counted and not answers
  for (const power of inPlace('已运行一年').powers) {
    const of = evaluations.filter(({ outcomes }) =>
      Object.values(outcomes).some((codes) => codes.includes(power.code)),
    );
    for (const office of [power.department, 'justice'])
      expect([power.code, office, of.filter(({ organisation }) => organisation === office).length >= 2]).toEqual([
        power.code,
        office,
        true,
      ]);
  }
});

test('every ledger is intact', async () => {
  const { client } = await people.named('auditor');
  expect(await client.verification()).toMatchObject({ verdict: 'intact' });
});

test('at least twelve penalties are left in each sub-district for who comes to try', async () => {
  const { client } = await people.named('coordinator');
  const penalties = (await client.powers()).filter(({ type, modes }) => type === 'penalty' && modes.length > 0);
  const ended = new Set<string>(endings);
  for (const subDistrict of ['kaihua', 'wolong', 'xinping']) {
    const living = [...places.values()]
      .filter((transfer) => transfer.subDistrict === subDistrict)
      .flatMap(({ powers }) => powers.filter(({ state }) => !ended.has(state)).map(({ code }) => code));
    expect(penalties.filter(({ code }) => !living.includes(code)).length).toBeGreaterThanOrEqual(12);
  }
});

test('loaded again, nothing changes; also what a visitor did meanwhile stays', async () => {
  const visited = inPlace('新发起');
  const { client } = await people.named('kaihua-chief');
  const [task] = visited.tasks;
  await expect(client.task(task?.id ?? '')).resolves.toMatchObject({ step: 'declare-need' });
  const coordinator = await people.named('coordinator');
  await coordinator.client.act(visited.id, 'suspend', { reason: 'a visitor tries it' });
  const before = await look();
  await loadCity(people);
  expect(await look()).toEqual(before);
});

test('where there is no demonstration data there is nobody to gather', async () => {
  const empty = await startSystem({ demonstration: false });
  try {
    const server = await empty.app.listen({ host: '127.0.0.1', port: 0 });
    const error: unknown = await gatherPeople(server, demonstrationPassword).catch((reason: unknown) => reason);
    expect(isProblem(error, 404)).toBe(true);
  } finally {
    await empty.stop();
  }
});
