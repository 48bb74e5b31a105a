import fc from 'fast-check';
import { unpack } from '../../src/domain/procedure/ranges';
import { aLaunch, cultureGroup, marketGroup, type LaunchChoice } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { make, move } from '../workflows/procedure/moves';
import { cityDatabase } from './laid-down';
import { recordedWalk, type RecordedWalk } from './recorded-walk';

let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
});
afterAll(() => database.drop());

let transfers = 0;
const entrustedGroup = { ...marketGroup, mode: 'entrust', until: '2027-06-30' } as const;
const aWalk = (choice: LaunchChoice = {}): Promise<RecordedWalk> =>
  recordedWalk(database, aLaunch({ count: 2, transfer: `register-${++transfers}`, ...choice }));

interface Held {
  readonly position: number;
  readonly holder: string;
  readonly exercised_by: string;
  readonly mode: string;
  readonly scope: unknown;
  readonly since: Date;
  readonly until: Date | null;
  readonly decision: { readonly minutes: string; readonly meeting: string };
  readonly answers_for_earlier: string | null;
}
const registerOf = async ({ launch }: RecordedWalk): Promise<Held[]> =>
  (
    await database.app.query<Held>(
      `select position, holder, exercised_by, mode, scope, since, until, decision, answers_for_earlier
       from register where transfer = $1 order by position, since, until nulls last`,
      [launch.transfer],
    )
  ).rows;
/** When a power entered a state, by the walk's own changes. */
const enteredAt = ({ walk }: RecordedWalk, state: string): Date => {
  const i = walk.changes.findIndex((change) => change.states[state] !== undefined);
  return new Date(walk.entries[i]?.at ?? NaN);
};

/** The register holds what the walk's own changes say: from the first state that holds a power to the one that ends it. */
async function agrees(dealt: RecordedWalk): Promise<void> {
  const { walk } = dealt;
  const since = new Map<number, Date>();
  const ended = new Map<number, Date>();
  walk.changes.forEach((change, i) => {
    const at = new Date(walk.entries[i]?.at ?? NaN);
    for (const [state, powers] of Object.entries(change.states))
      for (const power of unpack(powers)) {
        if ((state === 'trial' || state === 'in-force') && !since.has(power)) since.set(power, at);
        if ((state === 'recalled' || state === 'expired') && since.has(power)) ended.set(power, at);
      }
  });
  const held = await registerOf(dealt);
  for (let power = 0; power < walk.launch.count; power++) {
    const own = held.filter(({ position }) => position === power);
    const current = own.filter(({ until }) => until === null);
    expect(current).toHaveLength(since.has(power) && !ended.has(power) ? 1 : 0);
    // entries join without a gap or an overlap, from the first day to the last
    expect(own.map(({ since: from }) => from)).toEqual(
      since.has(power) ? [since.get(power), ...own.slice(0, -1).map(({ until }) => until)] : [],
    );
    if (ended.has(power)) expect(own.at(-1)?.until).toEqual(ended.get(power));
  }
}

describe('the register', () => {
  test('is empty until the trial begins; then a devolved power is the sub-district’s own', async () => {
    const dealt = await aWalk();
    await dealt.carryUntil(() => dealt.walk.tasks().some(({ step }) => step === 'witness-handover'));
    expect(await registerOf(dealt)).toEqual([]);
    await dealt.say('witness-handover');
    const began = enteredAt(dealt, 'trial');
    const minutes = { minutes: 'm', meeting: '2020-01-01' };
    expect(await registerOf(dealt)).toMatchObject(
      [0, 1].map((position) => ({
        position,
        holder: 'kaihua',
        exercised_by: 'kaihua',
        mode: 'devolve',
        since: began,
        until: null,
        decision: minutes,
      })),
    );
  });

  test('has an entrusted power with the department as its holder and the sub-district acting', async () => {
    const dealt = await aWalk({ groups: [entrustedGroup] });
    await dealt.carryUntil(() => dealt.walk.state(0) === 'trial');
    expect(await registerOf(dealt)).toMatchObject(
      [0, 1].map(() => ({ holder: 'market', exercised_by: 'kaihua', mode: 'entrust', until: null })),
    );
  });

  test('knows until when an entrustment lasts, once both sides have renewed it, and whose', async () => {
    const dealt = await aWalk({ groups: [entrustedGroup] });
    const untils = async () =>
      (
        await database.app.query<{ until: string }>(
          `select entrusted_until(matter, position, period_until)::text as until from power_transfer_item where matter = $1 order by position`,
          [dealt.launch.transfer],
        )
      ).rows.map(({ until }) => until);
    await dealt.carryUntil(() => dealt.walk.tasks().some(({ step }) => step === 'renew-entrustment'));
    const kept = { until: '2028-06-30' };
    await dealt.say('renew-entrustment', { office: 'market', kept });
    const [first] = await untils();
    expect(await untils()).toEqual([first, first]);
    await dealt.say('renew-entrustment', { office: 'kaihua', kept, outcomes: { renewed: [1], lapse: [0] } });
    expect(await untils()).toEqual([first, '2028-06-30']);
  });

  test('has one entry for a handover: coming into force is no new one', async () => {
    const dealt = await aWalk();
    await dealt.carryUntil(() => dealt.walk.state(0) === 'in-force');
    expect(await registerOf(dealt)).toHaveLength(2);
    expect((await registerOf(dealt))[0]?.since).toEqual(enteredAt(dealt, 'trial'));
  });

  test('takes up what comes into force after a transition, when it comes into force and not before', async () => {
    const dealt = await aWalk({ transition: 'before' });
    await dealt.carryUntil(() => dealt.walk.state(0) === 'transition');
    expect(await registerOf(dealt)).toEqual([]);
    await dealt.carryUntil(() => dealt.walk.state(0) === 'in-force');
    expect(await registerOf(dealt)).toMatchObject(
      [0, 1].map(() => ({ since: enteredAt(dealt, 'in-force'), until: null })),
    );
  });

  test('ends an entry when the return is signed by both, and names who answers for what was decided before', async () => {
    const dealt = await aWalk();
    await dealt.carryUntil(() => dealt.walk.state(0) === 'in-force');
    dealt.walk.takeBack('recall', [1]);
    await dealt.say('decide-recall');
    await dealt.say('confirm-return', { office: 'kaihua' });
    expect((await registerOf(dealt)).map(({ until }) => until)).toEqual([null, null]);
    await dealt.say('confirm-return', { office: 'market' });
    expect(await registerOf(dealt)).toMatchObject([
      { position: 0, until: null, answers_for_earlier: null },
      { position: 1, until: enteredAt(dealt, 'recalled'), answers_for_earlier: 'market' },
    ]);
  });

  test('ends an entrustment with its period', async () => {
    const dealt = await aWalk({ groups: [entrustedGroup], dayMs: null });
    await dealt.carryUntil(() => dealt.walk.state(0) === 'trial');
    for (let ticks = 0; dealt.walk.state(0) !== 'expired' && ticks < 200; ticks++) dealt.walk.tick();
    await dealt.written();
    expect(await registerOf(dealt)).toMatchObject(
      [0, 1].map(() => ({ until: new Date('2027-06-30T16:00:00Z'), answers_for_earlier: 'market' })),
    );
  });

  test('keeps what was before a narrowing as an entry that has ended', async () => {
    const dealt = await aWalk();
    await dealt.carryUntil(() => dealt.walk.tasks().some(({ step }) => step === 'evaluate'));
    const began = enteredAt(dealt, 'trial');
    const narrower = { territory: '建成区', reserved: ['跨区域案件'] };
    const detail = { words: [{ powers: '0', reason: '力量不足', particulars: narrower }] };
    await dealt.say('evaluate', { office: 'market', outcomes: { retain: [1], narrow: [0] }, detail });
    await dealt.say('evaluate', { office: 'justice' });
    await dealt.say('decide-narrowing');
    const published = dealt.walk.entries.find((entry) => entry.kind === 'act' && entry.step === 'publish-narrowing');
    const at = new Date(published?.at ?? NaN);
    expect(await registerOf(dealt)).toMatchObject([
      { position: 0, scope: { territory: '全街道' }, since: began, until: at },
      { position: 0, scope: narrower, since: at, until: null },
      { position: 1, scope: { territory: '全街道' }, since: began, until: null },
    ]);
  });

  test('never has two current holders: the second entry cannot be written', async () => {
    const dealt = await aWalk();
    await dealt.carryUntil(() => dealt.walk.state(0) === 'trial');
    await expect(
      database.owner.query(
        `insert into register (power, sub_district, holder, exercised_by, mode, scope, since, transfer, position, decision)
         select power, sub_district, 'market', sub_district, mode, scope, now(), transfer, position, decision from register where transfer = $1`,
        [dealt.launch.transfer],
      ),
    ).rejects.toMatchObject({ constraint: 'register_current' });
  });

  // what is drawn goes on from where something is held, has come into force, has been handed back
  test.each([
    ['the handover', ['trial', 'transition']],
    ['the coming into force', ['in-force']],
    ['a recall', ['recalled']],
  ])(
    'whatever people do after %s and however it is batched, it holds exactly what the procedure says is held',
    async (_, reached) => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('after' as const, 'before' as const),
          fc.array(move, { minLength: 60, maxLength: 160, size: 'max' }),
          fc.constantFrom(1, 5, Infinity),
          async (transition, moves, atOnce) => {
            const groups = [marketGroup, cultureGroup, entrustedGroup];
            const dealt = await aWalk({ count: 6, groups, transition, dayMs: 50 });
            const { walk } = dealt;
            if (reached.includes('recalled')) {
              await dealt.carryUntil(() => walk.state(0) === 'in-force', atOnce);
              walk.takeBack('recall', [0]);
            }
            await dealt.carryUntil(() => walk.states().some((state) => reached.includes(state)), atOnce);
            for (const what of moves) make(walk, what, dealt.answering);
            await dealt.written(atOnce);
            await agrees(dealt);
            await database.owner.query(`update power_transfer_item set living = false where matter = $1`, [
              dealt.launch.transfer,
            ]);
          },
        ),
        { numRuns: 5, endOnFailure: true },
      );
    },
  );
});
