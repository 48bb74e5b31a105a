/** Who takes part in a matter and as what, and that all ways of asking who sees it agree. */
import { openDatabase } from '../../src/database/connection';
import { newsSince } from '../../src/database/ledger-repository';
import { mayBeMentioned } from '../../src/database/mention-repository';
import { migrate, readMigrations } from '../../src/database/migrate';
import { transferById } from '../../src/database/transfer-repository';
import { sees, type Viewer } from '../../src/domain/city/sight';
import { cityDatabase } from '../activities/laid-down';
import { recordedWalk } from '../activities/recorded-walk';
import { aLaunch, marketGroup } from '../builders/launch';
import { dropDatabase, emptyDatabase, type TestDatabase } from '../setup/database';

describe('transfers from before it was written down who takes part', () => {
  let url: string;
  beforeEach(async () => {
    url = await emptyDatabase();
  });
  afterEach(() => dropDatabase(url));

  it('have it from their launch, and their tasks from that', async () => {
    await migrate(url, readMigrations().slice(0, 25));
    const database = openDatabase(url, { max: 1 });
    const statements = [
      `insert into organisation select x, k, x, x from (values ('street', 'sub-district'), ('market', 'department'),
        ('culture', 'department'), ('justice', 'justice-bureau'), ('mayor', 'government'), ('reform', 'coordination')) o (x, k)`,
      `insert into account (username, password_hash, name_zh, name_en, organisation, role) values ('steward', '', 'c', 'c', 'reform', 'coordinator')`,
      `insert into field values ('f', 'f', 'f')`,
      `insert into power (code, name_zh, name_en, type, field, department, legal_basis, confidence)
        select x, x, x, 'penalty', 'f', d, 'l', 'high' from (values ('AA-001', 'market'), ('AA-002', 'market'), ('CC-001', 'culture')) p (x, d)`,
      `insert into transfer (id, title, sub_district, transition, mode, launched_by, digest, document, launch)
        values ('t', 't', 'street', 'after', 'devolve', 'steward', '', '{}',
          '{"offices": {"justiceBureau": "justice", "government": "mayor", "coordinator": "reform"}}')`,
      `insert into transfer_power (transfer, position, power, department, field, mode, scope, sub_district)
        select 't', row_number() over (order by code) - 1, code, department, 'f', 'devolve', '{}', 'street' from power`,
      `insert into task (transfer, id, public_id, step, organisation, powers, opened)
        select 't', x, x, 's', x, '{[0,1)}', now() from unnest('{street,culture,mayor,system}'::text[]) x`,
      `insert into closed_task (public_id, transfer, id, step, organisation) select x, 't', x, 's', x from unnest('{market,justice}'::text[]) x`,
    ];
    for (const statement of statements) await database.query(statement);
    await migrate(url);
    const { rows } = await database.query<{ who: string; party: string }>(
      `select organisation as who, party from participant where matter = 't' order by organisation`,
    );
    const parties = { culture: 'department', justice: 'justiceBureau', market: 'department', mayor: 'government' };
    const all = { ...parties, reform: 'coordinator', street: 'subDistrict' };
    expect(Object.fromEntries(rows.map(({ who, party }) => [who, party]))).toEqual(all);
    const { rows: tasks } = await database.query<{ who: string; party: string }>(
      'select organisation as who, party from task union all select organisation, party from closed_task',
    );
    const { culture, justice, market, mayor } = parties;
    expect(Object.fromEntries(tasks.map(({ who, party }) => [who, party]))).toEqual({
      ...{ culture, justice, market, mayor, street: 'subDistrict', system: 'system' },
    });
    await database.end();
  });
});

describe('a transfer', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cityDatabase();
  });
  afterAll(() => database.drop());

  test.each([2, 3])('of edition %i has the party in its tasks, open and closed', async (edition) => {
    const launch = aLaunch({ count: 2, edition, transfer: `parties-${edition}`, groups: [marketGroup] });
    const { say } = await recordedWalk(database, launch);
    await say('declare-need');
    await say('assess-capacity', { powers: [0] });
    const { rows } = await database.app.query<{ said: string }>(
      `select 'open ' || step || ' ' || party as said from task where transfer = $1
        union all select 'closed ' || step || ' ' || party from closed_task where transfer = $1 order by 1`,
      [launch.transfer],
    );
    expect(rows.map(({ said }) => said)).toEqual([
      'closed declare-need subDistrict',
      'open approve-transfer department',
      'open assess-capacity department',
    ]);
  });

  test('is seen by who takes part and by who sees all, whichever way it is asked', async () => {
    const launch = aLaunch({ count: 1, transfer: 'seen', groups: [marketGroup] });
    await recordedWalk(database, launch).then(({ written }) => written());
    const { rows: people } = await database.app.query<Viewer & { readonly username: string }>(
      `select a.username, a.organisation, o.kind as "organisationKind" from account a join organisation o on o.id = a.organisation`,
    );
    const mentioned = await mayBeMentioned(
      database.app,
      'seen',
      people.map(({ username }) => username),
    );
    const [news] = (await newsSince(database.app, new Date(0), 1_000)).filter(({ transfer }) => transfer === 'seen');
    const seeing = new Set<string>();
    for (const person of people) {
      const looked = (await transferById(database.app, person, 'seen')) !== undefined;
      expect([person.username, mentioned.has(person.username)]).toEqual([person.username, looked]);
      expect([person.username, sees(person, news?.participants ?? [])]).toEqual([person.username, looked]);
      if (looked) seeing.add(person.organisation);
    }
    expect([...seeing].sort()).toEqual(['audit', 'coordination', 'government', 'justice', 'kaihua', 'market']);
    expect(people.some(({ organisation }) => organisation === 'wolong')).toBe(true);
  });
});
