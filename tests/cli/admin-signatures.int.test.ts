/** Keys of commands and the day from which on acts must be signed, at the machine: what is said, recorded and refused. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { exits } from '../../src/cli/failure';
import { addCommandKey, listCommandKeys } from '../../src/database/command-key-repository';
import { openDatabase } from '../../src/database/connection';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import { createSystemLedgerWriter } from '../../src/database/system-ledger';
import { inTransaction } from '../../src/database/transaction';
import { keyIdOf, newKeys } from '../../src/ledger/checkpoint';
import { provideCommandKey, readCommandKey, unsigningApplication } from '../../src/runtime/command-key';
import { cityDatabase } from '../activities/laid-down';
import { recordedWalk } from '../activities/recorded-walk';
import { peopleOf } from '../api/people';
import { expectProblem, startSystem, type System } from '../api/system';
import { aLaunch } from '../builders/launch';
import { freshDatabase } from '../setup/database';
import { fuquan, home, type Said } from './terminal';

const at = (url: string, ...words: string[]): Promise<Said> =>
  fuquan(['admin', ...words], { environment: { DATABASE_URL: url } });
/** What is said in English and in Chinese. */
async function inBoth(url: string, ...words: string[]): Promise<[Said, Said]> {
  return [await at(url, ...words), await at(url, ...words, '--lang', 'zh')];
}
const ledgerSchema = z.array(z.looseObject({ kind: z.string(), content: z.looseObject({}) }));

describe('keys of a system that is at work', () => {
  let system: System;
  let server: string;
  let people: ReturnType<typeof peopleOf>;
  let transfer: string;
  let url: string;
  let first: string;
  beforeAll(async () => {
    system = await startSystem({ worker: true });
    server = await system.app.listen({ host: '127.0.0.1', port: 0 });
    people = peopleOf(system);
    transfer = await people.launch(['TR-001']);
    url = system.database.url;
    [{ id: first } = { id: '' }] = await listCommandKeys(system.database.owner);
  });
  afterAll(() => system.stop());

  const act = (name: 'suspend' | 'resume') =>
    system.ask('POST', `/api/transfers/${transfer}/${name}`, { as: 'coordinator', body: { reason: '理由' } });
  /** What the system's ledger has of keys, the newest first, as its reader sees it. */
  async function ofKeys(...more: string[]): Promise<string> {
    await createSystemLedgerWriter(system.database.app, system.key).write();
    const environment = { HOME: home(), FUQUAN_SERVER: server, FUQUAN_PASSWORD: demonstrationPassword };
    expect((await fuquan(['login', 'auditor'], { environment })).exit).toBe(exits.ok);
    const said = await Promise.all(
      ['key-made', 'key-retired', 'key-lost'].map((kind) =>
        fuquan(['system-ledger', '--kind', kind, ...more], { environment }),
      ),
    );
    return said.map(({ out }) => out).join('\n');
  }

  test('are listed with what became of them, and whether acts must be signed', async () => {
    const [english, chinese] = await inBoth(url, 'command-key', 'list');
    expect(english.out).toContain(first);
    expect(english.out).toMatch(/signatures required since \d{4}-/);
    expect(chinese.out).toMatch(/自 \d{4}-.* 起须签名/);
    expect(JSON.parse((await at(url, 'command-key', 'list', '--json')).out)).toMatchObject({
      items: [{ id: first, retired: null, lost: null }],
    });
  });

  test('the only one cannot be retired, nor one that nobody knows: nothing is changed or noted', async () => {
    const [english, chinese] = await inBoth(url, 'command-key', 'retire', first);
    expect([english.exit, english.err]).toEqual([
      exits.unreachable,
      expect.stringContaining('the only key that signs'),
    ]);
    expect([chinese.exit, chinese.err]).toEqual([exits.unreachable, expect.stringContaining('唯一在用的密钥')]);
    for (const how of ['retire', 'lost']) {
      const [en, zh] = await inBoth(url, 'command-key', how, 'no-such-key');
      expect([en.exit, en.err]).toEqual([exits.unreachable, expect.stringContaining('there is no key no-such-key')]);
      expect(zh.err).toContain('没有可以如此登记的密钥 no-such-key');
      expect((await at(url, 'command-key', how)).exit).toBe(exits.usage);
    }
    expect((await listCommandKeys(system.database.owner)).map(({ id, retired, lost }) => [id, retired, lost])).toEqual([
      [first, null, null],
    ]);
    expect(await ofKeys()).not.toMatch(/Key retired|Key lost/);
  });

  test('another is made and the one before retired; what that one signed is taken for its time', async () => {
    const file = join(home(), 'commands');
    const made = await at(url, 'command-key', 'make', '--key', file);
    const id = keyIdOf(readCommandKey(file));
    expect([made.exit, made.out]).toEqual([exits.ok, expect.stringContaining(`made ${id} (${file})`)]);
    expect(made.out).toContain('within 15 minutes');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await act('suspend')).status).toBe(200);
    expect(JSON.parse((await at(url, 'command-key', 'list', '--json')).out)).toMatchObject({
      items: [
        { id, retired: null },
        { id: first, retired: expect.any(String) },
      ],
    });
    // twice is once
    expect((await at(url, 'command-key', 'retire', first)).err).toContain(`there is no key ${first}`);
    const told = await ofKeys();
    expect(told).toContain(`Key made`);
    expect(told).toContain(id);
    expect(told).toMatch(new RegExp(`Key retired .*${first}`));
    expect(await ofKeys('--lang', 'zh')).toMatch(new RegExp(`停用密钥 .*${first}`));
    const chinese = await at(url, 'command-key', 'make', '--key', file, '--lang', 'zh');
    expect(chinese.out).toContain('请在 15 分钟内重新启动接口');
  });

  test('one of several is retired', async () => {
    const { publicKey } = newKeys();
    await inTransaction(system.database.owner, (client) => addCommandKey(client, publicKey));
    const id = keyIdOf(publicKey);
    expect((await at(url, 'command-key', 'retire', id)).out).toContain(`retired ${id}`);
    expect(await ofKeys()).toMatch(new RegExp(`Key retired .*${id}`));
  });

  test('of a lost one nothing is taken from then on, and what it signed before stays good', async () => {
    const lost = await at(url, 'command-key', 'lost', first);
    expect([lost.exit, lost.out]).toEqual([exits.ok, expect.stringContaining(`noted ${first} as lost`)]);
    // the API of this test still signs with it
    expectProblem(await act('resume'), 503, 'not-sent-by-api');
    expect((await people.transferOf(transfer))['suspended']).toBe(true);
    const [english, chinese] = await inBoth(url, 'command-key', 'lost', first);
    expect([english.exit, english.err]).toEqual([
      exits.unreachable,
      expect.stringContaining(`there is no key ${first}`),
    ]);
    expect(chinese.err).toContain(`没有可以如此登记的密钥 ${first}`);
    expect(await ofKeys()).toMatch(new RegExp(`Key lost .*${first}`));
    expect(await ofKeys('--lang', 'zh')).toMatch(new RegExp(`密钥遗失 .*${first}`));
    const verified = await system.ask('GET', '/api/verification?signatures=true', { as: 'auditor' });
    expect(verified.body['verdict']).toBe('intact');
  });
});

test('signatures are required once, after what launches and whoever signs nothing; each ledger’s end is noted', async () => {
  const database = await cityDatabase();
  const require = ['require-signatures', '--yes'];
  try {
    const walk = await recordedWalk(database, aLaunch({ count: 2, transfer: 'before' }));
    expect((await at(database.url, 'require-signatures')).exit).toBe(exits.usage);
    const [launching, inChinese] = await inBoth(database.url, ...require);
    expect([launching.exit, launching.err]).toEqual([
      exits.unreachable,
      expect.stringContaining('waits for its first entry'),
    ]);
    expect(inChinese.err).toContain('尚无首条记录');
    await walk.written();

    const unsigning = openDatabase(database.url, { max: 1, application: unsigningApplication });
    try {
      await unsigning.query('select');
      const [english, chinese] = await inBoth(database.url, ...require);
      expect([english.exit, english.err]).toEqual([
        exits.unreachable,
        expect.stringContaining('signs nothing is still connected'),
      ]);
      expect(chinese.err).toContain('不签名的接口');
    } finally {
      await unsigning.end();
    }
    expect((await at(database.url, 'command-key', 'list')).out).toContain('not required yet');
    expect((await at(database.url, 'command-key', 'list', '--lang', 'zh')).out).toContain('尚未要求签名');

    const done = await at(database.url, ...require);
    expect([done.exit, done.out]).toEqual([exits.ok, expect.stringContaining('required from here on, in 1 transfers')]);
    const [again, alsoInChinese] = await inBoth(database.url, ...require);
    expect([again.exit, again.err]).toEqual([exits.unreachable, expect.stringContaining('required already')]);
    expect(alsoInChinese.err).toContain('此前已要求签名');

    await createSystemLedgerWriter(database.app, Buffer.alloc(32, 7)).write();
    const { rows } = await database.owner.query<{ note: unknown }>(
      'select content::jsonb as note from system_ledger order by seq',
    );
    const noted = ledgerSchema.parse(rows.map(({ note }) => note)).filter(({ kind }) => kind === 'signatures-required');
    expect(noted).toMatchObject([{ content: { heads: [{ transfer: 'before', ...walk.head() }] } }]);
  } finally {
    await database.drop();
  }
});

test('keys that the script made for containers are taken as they are', async () => {
  const database = await freshDatabase();
  const folder = join(home(), 'keys');
  const script = join(__dirname, '..', '..', 'scripts', 'keys.sh');
  try {
    expect(spawnSync(script, [folder], { encoding: 'utf8' })).toMatchObject({ status: 0 });
    const file = join(folder, 'commands');
    await provideCommandKey(database.url, file);
    const id = keyIdOf(readCommandKey(file));
    const listed = await at(database.url, 'command-key', 'list');
    expect(listed.out).toContain(id);
    expect(listed.out).toContain('signatures required since');
    const environment = { DATABASE_URL: database.url };
    const taken = await fuquan(['checkpoint', '--key', join(folder, 'checkpoint.pem')], { environment });
    expect([taken.err, taken.exit]).toEqual(['', exits.ok]);
    const words = ['verify', '--database', database.url, '--public-key', join(folder, 'checkpoint.pem.pub'), '--json'];
    expect(JSON.parse((await fuquan(words, { environment })).out)).toMatchObject({ verdict: 'intact', vouched: 1 });
    const before = readFileSync(file, 'utf8');
    expect(spawnSync(script, [folder]).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(before);
  } finally {
    await database.drop();
  }
});
