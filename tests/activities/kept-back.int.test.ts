/** What was signed long before it comes: refused where it is to be written, and left where the ledger has it. */
import type { KeyObject } from 'node:crypto';
import type { Recorded, Recording, RecordLine } from '../../src/domain/procedure/record';
import { listTroubles } from '../../src/database/trouble-repository';
import { chain } from '../../src/ledger/chain';
import { longestUnderWayMs, signCommand } from '../../src/ledger/command-signature';
import { freshKey } from '../builders/answers';
import { aLaunch } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { unusedKeyOf } from '../setup/signing';
import { cityDatabase } from './laid-down';
import { recordedWalk, type RecordedWalk } from './recorded-walk';
import { everythingOf } from './rows';

let database: TestDatabase;
let privateKey: KeyObject;
beforeAll(async () => {
  database = await cityDatabase();
  privateKey = await unusedKeyOf(database.owner);
});
afterAll(() => database.drop());

let transfers = 0;
async function aWalk(): Promise<RecordedWalk> {
  const walk = await recordedWalk(database, aLaunch({ count: 2, transfer: `kept-back-${++transfers}` }));
  await walk.written();
  return walk;
}
const minute = 60_000;

/** A note as the procedure makes it of one that was signed so long ago; the procedure's own time is of now. */
function note({ launch }: RecordedWalk, ago: number): RecordLine {
  const person = { id: 'coordinator', office: 'coordination', role: 'coordinator' } as const;
  const bare = { key: freshKey(), digest: 'd', person, detail: { form: { text: '?' } }, powers: '', code: 'comment' };
  const sent = Date.now() - ago;
  const { detail, key, digest, powers, code } = signCommand(launch.transfer, 'addNote', bare, sent, privateKey);
  const entry = { kind: 'note', key, digest, by: person.id, at: Date.now(), powers, code } as const;
  return { entry, command: { person, ...detail }, put: [], gone: [], states: {} };
}
const callWith = (walk: RecordedWalk, ...records: RecordLine[]): Recording => ({ ...walk.recording(), records });
const refused = (told: Recorded) => ('refused' in told ? told.refused.code : told);
const alarms = async ({ launch }: RecordedWalk): Promise<string[]> => {
  const { rows } = await database.owner.query<{ what: string }>(
    `select content ->> 'alarm' || ' ' || (content ->> 'code') as what from system_note
      where kind = 'alarm' and content ->> 'transfer' = $1`,
    [launch.transfer],
  );
  return rows.map(({ what }) => what);
};

test('it is refused, nothing of it is written, and it is told once, for good as well', async () => {
  const walk = await aWalk();
  const before = await everythingOf(database.owner, walk.launch.transfer);
  for (let again = 0; again < 2; again++)
    expect(refused(await walk.record(callWith(walk, note(walk, longestUnderWayMs + minute))))).toBe(
      'signature-too-old',
    );
  expect(await everythingOf(database.owner, walk.launch.transfer)).toBe(before);
  expect(await alarms(walk)).toEqual(['command-kept-back signature-too-old']);
  const { transfer } = walk.launch;
  const told = (await listTroubles(database.app, { limit: 50 })).filter((trouble) => trouble.transfer === transfer);
  expect(told).toMatchObject([{ kind: 'command-kept-back', code: 'signature-too-old' }]);
});

test('what waited for less than that is recorded', async () => {
  const walk = await aWalk();
  const told = await walk.record(callWith(walk, note(walk, longestUnderWayMs - minute)));
  expect(told).toMatchObject({ head: { seq: walk.head().seq + 1 } });
  expect(await alarms(walk)).toEqual([]);
});

test('among others it is not said which, and nobody is accused: they come one by one then', async () => {
  const walk = await aWalk();
  const [fresh, old] = [note(walk, 0), note(walk, longestUnderWayMs + minute)];
  expect(refused(await walk.record(callWith(walk, fresh, old)))).toBe('signature-too-old');
  expect(await alarms(walk)).toEqual([]);
  const told = await walk.record(callWith(walk, fresh));
  if (!('head' in told)) throw new Error('the fresh one was refused');
  expect(refused(await walk.record({ ...callWith(walk, old), ...told.head }))).toBe('signature-too-old');
  expect(await alarms(walk)).toHaveLength(1);
});

/** The ledger has these lines, written so long ago: as a record left them whose answer was lost. */
async function inLedger({ launch, head }: RecordedWalk, lines: readonly RecordLine[], ago: number): Promise<void> {
  const { transfer } = launch;
  const rows = chain({ transfer, ...head() }, lines, Date.now() - ago);
  for (const { seq, key, previous, hash, content } of rows)
    await database.owner.query(
      `insert into ledger (transfer, seq, key, previous, hash, content, run, said_by, kind)
       values ($1, $2, $3, $4, $5, $6, 'a-run', 'coordinator', 'note')`,
      [transfer, seq, key, previous, hash, content],
    );
  const last = rows.at(-1);
  await database.owner.query('update head set seq = $2, hash = $3 where transfer = $1', [
    ...[transfer, last?.seq, last?.hash],
  ]);
}

test('the same call again, whose answer was lost while it was fresh, is answered as it was recorded', async () => {
  const walk = await aWalk();
  const day = longestUnderWayMs + minute;
  const lines = [note(walk, day), note(walk, day)];
  await inLedger(walk, lines, day - 1_000);
  expect(await walk.record(callWith(walk, ...lines))).toMatchObject({ head: { seq: walk.head().seq + 2 } });
  expect(await alarms(walk)).toEqual([]);
});

test('what the ledger has is told to whoever lacks it, however old, and however late it was written', async () => {
  const walk = await aWalk();
  const lines = [note(walk, 30 * longestUnderWayMs)];
  await inLedger(walk, lines, 0);
  const told = await walk.record({ ...walk.recording(), records: [] });
  expect('missed' in told && told.missed.map(({ entry }) => entry.key)).toEqual(lines.map(({ entry }) => entry.key));
  // and whoever comes with something old meanwhile hears of that first
  const late = await walk.record(callWith(walk, note(walk, longestUnderWayMs + minute)));
  expect('missed' in late && late.missed).toHaveLength(1);
  expect(await alarms(walk)).toEqual([]);
});
