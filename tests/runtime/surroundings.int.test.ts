import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { endOvercome, listTroubles } from '../../src/database/trouble-repository';
import { createCertificateWatch } from '../../src/runtime/certificates';
import { createClockComparison } from '../../src/runtime/clocks';
import { connectionOptions } from '../../src/runtime/engine-access';
import { projectRoot } from '../../src/runtime/places';
import { Trouble } from '../../src/runtime/trouble';
import { freshDatabase, type TestDatabase } from '../setup/database';

const second = 1_000;
const day = 86_400_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
afterEach(() => database.owner.query('delete from trouble'));

const troubles = async () =>
  (await listTroubles(database.app, { limit: 10 })).map(({ kind, code }) => ({ kind, code }));

describe('clocks', () => {
  const comparing = (who: 'api' | 'worker', offset: number) =>
    createClockComparison({ database: database.app, who, now: () => Date.now() + offset });

  it.each([0, 119 * second, -119 * second])('that are %i ms apart are no alarm', async (offset) => {
    const clocks = comparing('api', offset);
    clocks.engineSaid(Date.now());
    await clocks.look();
    expect(await troubles()).toEqual([]);
  });

  it.each([
    ['api', 400 * day],
    ['worker', -3 * day],
    ['worker', -125 * second],
  ] as const)('of which that of the %s is %i ms off are an alarm that says so', async (who, offset) => {
    await comparing(who, offset).look();
    const [found] = await troubles();
    expect(found?.kind).toBe('clock-skew');
    const [, whose, seconds] = /^(\w+) ([+-]?\d+) s$/.exec(found?.code ?? '') ?? [];
    expect(whose).toBe(who);
    expect(Math.abs(Number(seconds) - offset / second)).toBeLessThan(20);
  });

  it('of which the engine’s is off are an alarm, unless a later record shows that only one had waited', async () => {
    const clocks = comparing('worker', 0);
    clocks.engineSaid(Date.now() - 300 * second);
    await clocks.look();
    expect((await troubles())[0]?.code).toMatch(/^engine -(299|30\d) s$/);
    await database.owner.query('delete from trouble');
    clocks.engineSaid(Date.now() - 300 * second);
    clocks.engineSaid(Date.now());
    await clocks.look();
    expect(await troubles()).toEqual([]);
  });

  it('that agree again are no alarm any more some minutes later', async () => {
    await comparing('api', day).look();
    await endOvercome(database.app);
    expect(await troubles()).toHaveLength(1);
    await database.owner.query(
      `update trouble set since = now() - interval '1 hour', last = now() - interval '4 minutes'`,
    );
    await endOvercome(database.app);
    expect(await troubles()).toEqual([]);
  });
});

describe('certificates', () => {
  let folder: string;
  let server: Server;
  let address: string;
  const files = () => ({
    authority: join(folder, 'ca.pem'),
    certificate: join(folder, 'client.pem'),
    key: join(folder, 'client.key'),
  });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fuquan-certificates-'));
    execFileSync(join(projectRoot, 'scripts', 'certificates.sh'), ['--days', '100', folder]);
    const own = (name: string) => readFileSync(join(folder, name));
    server = createServer({
      ...{ ca: own('ca.pem'), cert: own('server.pem'), key: own('server.key') },
      ...{ requestCert: true, rejectUnauthorized: true, ALPNProtocols: ['h2'] },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = server.address();
    if (at === null || typeof at === 'string') throw new Error('no port');
    address = `127.0.0.1:${at.port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const watching = (aheadDays: number) => {
    const options = connectionOptions({ address, tls: files() });
    return createCertificateWatch(options, database.app, () => Date.now() + aheadDays * day);
  };

  it('that hold for more than thirty days are shown with their last days, also the server’s own', async () => {
    const watch = watching(69);
    expect(watch?.ends().server).toBeNull();
    await watch?.look();
    const { authority, client, server: servers } = watch?.ends() ?? {};
    expect(Math.round(((client?.getTime() ?? 0) - Date.now()) / day)).toBe(100);
    expect(Math.round(((servers?.getTime() ?? 0) - Date.now()) / day)).toBe(100);
    expect(Math.round(((authority?.getTime() ?? 0) - Date.now()) / day)).toBe(3650);
    expect(await troubles()).toEqual([]);
  });

  it.each([71, 200])('that end within thirty days, seen %i days from now, are an alarm', async (ahead) => {
    const watch = watching(ahead);
    await watch?.look();
    const last = watch?.ends().client.toISOString().slice(0, 10) ?? '';
    expect(await troubles()).toEqual([{ kind: 'certificate-ends', code: `client ${last}, server ${last}` }]);
  });

  it('are not watched where the engine is spoken to openly, and a file that is missing is named', () => {
    expect(createCertificateWatch(connectionOptions({ address, tls: null }), database.app, Date.now)).toBeUndefined();
    expect(() => connectionOptions({ address, tls: { ...files(), key: '/nowhere.key' } })).toThrow(Trouble);
  });
});
