import { z } from 'zod';
import { startSystem, type System } from './system';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const station = z.looseObject({ step: z.string().optional(), state: z.string().optional(), title: z.string() });
const procedure = z.object({
  code: z.string(),
  title: z.string(),
  item: z.object({ one: z.string(), many: z.string() }),
  parties: z.array(z.looseObject({ party: z.string(), kinds: z.array(z.string()) })),
  steps: z.array(z.looseObject({ code: z.string(), outcomes: z.array(z.looseObject({ code: z.string() })) })),
  states: z.array(z.looseObject({ state: z.string(), title: z.string(), tone: z.string() })),
  overallStates: z.array(z.looseObject({ state: z.string(), title: z.string() })),
  stages: z.array(z.object({ title: z.string(), branch: z.string().optional(), stations: z.array(station) })),
  recallReasons: z.array(z.object({ code: z.string(), title: z.string() })),
});
const read = async (language: string) =>
  procedure.parse(JSON.parse((await system.ask('GET', '/api/procedures/power-transfer', { language })).text));

test('the procedures are listed, without signing in, in the reader’s language', async () => {
  const { status, body } = await system.ask('GET', '/api/procedures', { language: 'en' });
  expect(status).toBe(200);
  expect(body.items).toEqual([
    { code: 'power-transfer', title: 'Transfer of powers', item: { one: 'power', many: 'powers' } },
  ]);
  expect((await system.ask('GET', '/api/procedures', { language: 'zh' })).body.items?.[0]).toMatchObject({
    title: '赋权',
  });
});

test('one procedure says what its parties, steps, states and reasons are called, and how its map goes', async () => {
  const [zh, en] = [await read('zh'), await read('en')];
  expect(zh).toMatchObject({ code: 'power-transfer', title: '赋权' });
  expect(en.parties.find(({ party }) => party === 'subDistrict')).toEqual({
    party: 'subDistrict',
    title: 'sub-district',
    kinds: ['sub-district'],
  });
  const state = (code: string) => zh.states.find((one) => one.state === code);
  expect(state('trial')).toEqual({
    state: 'trial',
    title: '试运行',
    tone: 'working',
    stays: true,
    held: true,
    recallable: true,
  });
  expect(state('refused')).toEqual({
    state: 'refused',
    title: '部门不同意',
    tone: 'bad',
    ends: true,
    at: 'approve-transfer',
  });
  expect(en.overallStates.map(({ title }) => title)).toContain('suspended');
  expect(en.recallReasons).toContainEqual({ code: 'unused', title: 'unused' });
  expect(en.steps.find(({ code }) => code === 'certify')).toMatchObject({
    parties: [{ party: 'justiceBureau', role: 'certifier' }],
    oneByOne: true,
    outcomes: [{ code: 'certified' }, { code: 'notCertified' }],
  });
  expect(en.stages.filter(({ branch }) => branch !== undefined).map(({ branch }) => branch)).toEqual([
    'narrowing',
    'recall',
    'renewal',
  ]);
  const stations = en.stages.flatMap((stage) => stage.stations);
  expect(stations).toContainEqual({ state: 'transition', title: 'Transition', only: { transition: 'before' } });
  expect(stations).toContainEqual({ step: 'certify', title: 'Certify the officer', occasional: true });
});

test('the transfer’s steps are those of /api/steps, under both addresses', async () => {
  const [there, here] = [
    await system.ask('GET', '/api/procedures/power-transfer/steps'),
    await system.ask('GET', '/api/steps'),
  ];
  expect(there.status).toBe(200);
  expect(there.body.items?.length).toBeGreaterThan(20);
  expect(there.body).toEqual(here.body);
});

test('a procedure that there is not is refused by name, in both languages', async () => {
  for (const path of ['/api/procedures/none-such', '/api/procedures/none-such/steps']) {
    const en = await system.ask('GET', path, { language: 'en' });
    expect([en.status, en.body.code]).toEqual([404, 'unknown-procedure']);
    expect(en.body.detail).toContain('“none-such”');
    const zh = await system.ask('GET', path, { language: 'zh' });
    expect(zh.body.title).toBe('没有这个流程');
  }
});
