/** Each number of the overview is what the list behind it holds; and all ledgers can be searched. */
import { z } from 'zod';
import { drive } from './driving';
import { peopleOf } from './people';
import { expectProblem, startSystem, type System } from './system';

const overviewSchema = z.looseObject({
  matrix: z.looseObject({
    subDistricts: z.array(z.looseObject({ id: z.string() })),
    cells: z.array(
      z.object({
        subDistrict: z.string(),
        field: z.string(),
        total: z.number(),
        query: z.string(),
        states: z.array(z.looseObject({ state: z.string(), count: z.number(), query: z.string() })),
      }),
    ),
  }),
  funnel: z.array(
    z.looseObject({
      step: z.string(),
      powers: z.number(),
      tasks: z.number(),
      overdue: z.number(),
      query: z.string(),
      tasksQuery: z.string(),
      overdueQuery: z.string(),
    }),
  ),
  overdue: z.array(
    z.looseObject({ organisation: z.string(), tasks: z.number(), powers: z.number(), query: z.string() }),
  ),
  durations: z.array(z.looseObject({ step: z.string(), count: z.number(), median: z.number(), p90: z.number() })),
  trend: z.array(
    z.looseObject({
      week: z.string(),
      launched: z.number(),
      handedOver: z.number(),
      completed: z.number(),
      queries: z.object({ launched: z.string(), handedOver: z.string(), completed: z.string().optional() }),
    }),
  ),
});
const transferSchema = z.looseObject({
  id: z.string(),
  powers: z.array(z.looseObject({ code: z.string(), field: z.string(), state: z.string() })),
  tasks: z.array(z.looseObject({ step: z.string(), powers: z.array(z.string()) })),
});

let system: System;
let people: ReturnType<typeof peopleOf>;
const launched: string[] = [];
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
  launched.push(await people.launch(['MR-001', 'MR-002', 'CU-001']));
  await drive(people, launched[0] ?? '');
  launched.push(await people.launch(['MR-003', 'CU-002'], { subDistrict: 'wolong', title: '卧龙街道赋权' }));
});
afterAll(() => system.stop());

const overview = async (as = 'coordinator'): Promise<z.output<typeof overviewSchema>> =>
  overviewSchema.parse((await system.ask('GET', '/api/overview', { as })).body);
const list = async (query: string): Promise<readonly { readonly [field: string]: unknown }[]> => {
  const reply = await system.ask('GET', `${query}&limit=100`, { as: 'coordinator' });
  expect({ query, status: reply.status }).toEqual({ query, status: 200 });
  return reply.body.items ?? [];
};

describe('the overview', () => {
  test('counts powers by sub-district, field and state as the transfers have them', async () => {
    const { matrix } = await overview();
    expect(matrix.subDistricts.map(({ id }) => id)).toEqual(['kaihua', 'wolong', 'xinping']);
    const sum = matrix.cells.reduce((all, { total }) => all + total, 0);
    expect(sum).toBe(5);
    for (const { field, total, query, states } of matrix.cells) {
      const transfers = z.array(transferSchema).parse(await list(query));
      const powers = transfers.flatMap((transfer) => transfer.powers).filter((power) => power.field === field);
      expect(powers).toHaveLength(total);
      for (const { state, count, query: ofState } of states) {
        expect(powers.filter((power) => power.state === state)).toHaveLength(count);
        expect(
          z
            .array(transferSchema)
            .parse(await list(ofState))
            .flatMap((one) => one.powers)
            .filter((power) => power.field === field && power.state === state),
        ).toHaveLength(count);
      }
    }
    expect(
      matrix.cells.find(({ subDistrict, field }) => subDistrict === 'kaihua' && field === 'culture')?.states,
    ).toEqual([expect.objectContaining({ state: 'trial', count: 1 })]);
  });
  test('says where powers wait', async () => {
    const { funnel } = await overview();
    const waiting = funnel.find(({ step }) => step === 'declare-need');
    expect(waiting).toMatchObject({ powers: 2, tasks: 1, overdue: 0 });
    expect(await list(waiting?.tasksQuery ?? '')).toHaveLength(1);
    expect((await list(waiting?.query ?? '')).map(({ id }) => id)).toEqual([launched[1]]);
    expect(funnel.filter(({ tasks }) => tasks > 0).map(({ step }) => step)).toEqual(['declare-need']);
  });
  test('says who is late', async () => {
    expect((await overview()).overdue).toEqual([]);
    await system.database.owner.query(
      "update task set overdue = true, due = now() - interval '3 days' where transfer = $1",
      [launched[1]],
    );
    const { overdue, funnel } = await overview();
    expect(overdue).toEqual([expect.objectContaining({ organisation: 'wolong', tasks: 1, powers: 2 })]);
    expect(await list(overdue[0]?.query ?? '')).toHaveLength(1);
    expect(await list(funnel.find(({ step }) => step === 'declare-need')?.overdueQuery ?? '')).toHaveLength(1);
    expect((await list('/api/transfers?overdue=true&organisation=wolong')).map(({ id }) => id)).toEqual([launched[1]]);
    expect(await list('/api/transfers?overdue=true&organisation=kaihua')).toEqual([]);
  });
  test('counts launches, handovers and steps by week, as the lists do', async () => {
    const { trend } = await overview();
    expect(trend).toHaveLength(12);
    const last = trend.at(-1);
    expect(last).toMatchObject({ launched: 5, handedOver: 3 });
    expect(await list(last?.queries.launched ?? '')).toHaveLength(2);
    expect(await list(last?.queries.handedOver ?? '')).toHaveLength(3);
    expect(await list(last?.queries.completed ?? '')).toHaveLength(last?.completed ?? -1);
    expect(last?.completed).toBeGreaterThan(10);
    expect(trend.slice(0, -1).every(({ launched: none }) => none === 0)).toBe(true);
  });
  test('measures steps in working days: weekends and holidays do not count', async () => {
    // Wednesday 30 September 2026 to Friday 9 October: only the 30th's followers 8 and 9 are worked, the rest is National Day
    const { owner } = system.database;
    const transfer = launched[0] ?? '';
    const at = async (days: readonly (readonly [opened: string, answered: string])[]) => {
      for (const [index, [opened, answered]] of days.entries()) {
        await owner.query(
          `insert into closed_task (public_id, transfer, id, step, organisation, opened, closed) values ($1, $2, $1, 'renew-entrustment', 'kaihua', $3, $4)`,
          [`measured-${index}`, transfer, opened, answered],
        );
        await owner.query(
          `insert into completion (transfer, seq, part, task, step, organisation, by_person, at, outcome, powers)
           values ($1, $2, 0, $3, 'renew-entrustment', 'kaihua', 'kaihua-chief', $4, 'renewed', '{[0,1)}')`,
          [transfer, 9000 + index, `measured-${index}`, answered],
        );
      }
    };
    await at([
      ['2026-09-30T09:00:00+08:00', '2026-10-09T09:00:00+08:00'],
      // Friday to Monday: one
      ['2026-11-06T17:00:00+08:00', '2026-11-09T09:00:00+08:00'],
      // late in the evening of one day in Shanghai, which is the same day
      ['2026-11-10T01:00:00+08:00', '2026-11-10T23:30:00+08:00'],
    ]);
    const measured = (await overview()).durations.find(({ step }) => step === 'renew-entrustment');
    expect(measured).toMatchObject({ count: 3, median: 1, p90: 2 });
  });
  test('measures a paced transfer in its own days', async () => {
    const { owner } = system.database;
    await owner.query(
      `insert into closed_task (public_id, transfer, id, step, organisation, opened, closed, day_ms)
       values ('paced', $1, 'paced', 'confirm-return', 'kaihua', '2026-11-10T01:00:00+08:00', '2026-11-10T01:00:08+08:00', 2000)`,
      [launched[0]],
    );
    await owner.query(
      `insert into completion (transfer, seq, part, task, step, organisation, by_person, at, outcome, powers)
       values ($1, 9100, 0, 'paced', 'confirm-return', 'kaihua', 'kaihua-chief', '2026-11-10T01:00:08+08:00', 'confirmed', '{[0,1)}')`,
      [launched[0]],
    );
    expect((await overview()).durations.find(({ step }) => step === 'confirm-return')).toMatchObject({
      count: 1,
      median: 4,
    });
  });
  test('measured the steps that were really done, too', async () => {
    const { durations } = await overview();
    expect(durations.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['declare-need', 'decide', 'witness-handover']),
    );
  });
  test('is the coordinator’s, the government’s and the auditor’s; a link leads nobody where they may not go', async () => {
    for (const as of ['kaihua-chief', 'market-head', 'admin', 'justice-reviewer'])
      expectProblem(await system.ask('GET', '/api/overview', { as }), 403, 'not-your-role');
    expect((await overview('auditor')).trend[0]?.queries.completed).toBeDefined();
    expect((await overview('government')).trend[0]?.queries.completed).toBeUndefined();
  });
});

describe('the search of all ledgers', () => {
  const found = async (query: string) => {
    const reply = await system.ask('GET', `/api/ledger?limit=200${query}`, { as: 'auditor' });
    expect({ query, status: reply.status }).toEqual({ query, status: 200 });
    return z
      .array(
        z.looseObject({
          transfer: z.object({ id: z.string() }),
          seq: z.number(),
          by: z.string(),
          kind: z.string(),
          hash: z.string(),
        }),
      )
      .parse(reply.body.items);
  };
  test('has every entry of every transfer, newest first, page by page', async () => {
    const all = await found('');
    const own: unknown[] = [];
    for (const id of launched)
      own.push(
        ...((await system.ask('GET', `/api/transfers/${id}/history?limit=500`, { as: 'auditor' })).body.items ?? []),
      );
    expect(all.map(({ hash }) => hash).toSorted()).toEqual(
      z
        .array(z.looseObject({ hash: z.string() }))
        .parse(own)
        .map(({ hash }) => hash)
        .toSorted(),
    );
    const paged: unknown[] = [];
    let cursor = '';
    do {
      const page = await system.ask('GET', `/api/ledger?limit=7${cursor && `&cursor=${cursor}`}`, { as: 'auditor' });
      paged.push(...(page.body.items ?? []));
      cursor = page.body.next ?? '';
    } while (cursor !== '');
    expect(
      z
        .array(z.looseObject({ hash: z.string() }))
        .parse(paged)
        .map(({ hash }) => hash),
    ).toEqual(all.map(({ hash }) => hash));
  });
  test('by who, what, where, which and words', async () => {
    const all = await found('');
    expect((await found('&by=market-head')).map(({ hash }) => hash)).toEqual(
      all.filter(({ by }) => by === 'market-head').map(({ hash }) => hash),
    );
    expect(await found('&by=market-head')).not.toEqual([]);
    expect(await found('&kind=launch')).toHaveLength(2);
    expect((await found('&step=decide')).every((entry) => entry['step'] === 'decide')).toBe(true);
    expect((await found('&organisation=justice')).every((entry) => entry['organisation'] === 'justice')).toBe(true);
    expect((await found(`&transfer=${launched[1]}`)).every(({ transfer }) => transfer.id === launched[1])).toBe(true);
    expect(
      (await found(`&q=${encodeURIComponent('卧龙街道赋权')}`)).map(({ transfer, kind }) => ({
        id: transfer.id,
        kind,
      })),
    ).toEqual([{ id: launched[1], kind: 'launch' }]);
    expect(await found('&q=%25')).toEqual(all.filter((entry) => String(entry['content']).includes('%')));
    expect(await found('&until=2020-01-01')).toEqual([]);
    expect(await found('&from=2020-01-01')).toHaveLength(all.length);
  });
  test('is the auditor’s and the coordinator’s', async () => {
    for (const as of ['government', 'kaihua-chief', 'admin', 'justice-reviewer'])
      expectProblem(await system.ask('GET', '/api/ledger', { as }), 403, 'not-your-role');
    expect((await system.ask('GET', '/api/ledger', { as: 'coordinator' })).status).toBe(200);
    expectProblem(await system.ask('GET', '/api/ledger'), 401, 'unauthenticated');
  });
  test('finds its way by an index where it is asked who or what', async () => {
    const { owner } = system.database;
    const plan = async (where: string): Promise<string> => {
      const client = await owner.connect();
      try {
        // a handful of rows is read faster whole: what is asked here is whether an index fits the question at all
        await client.query('set enable_seqscan = off');
        await client.query('set enable_sort = off');
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `explain select seq from ledger l where ${where} order by l.written desc, l.transfer desc, l.seq desc limit 50`,
        );
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      } finally {
        client.release(true);
      }
    };
    expect(await plan("l.said_by = 'x'")).toContain('ledger_by');
    expect(await plan("l.kind = 'x'")).toContain('ledger_kind');
    expect(await plan("l.office = 'x'")).toContain('ledger_office');
    expect(await plan('true')).toContain('ledger_written');
  });
});
