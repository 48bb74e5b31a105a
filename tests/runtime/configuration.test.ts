import { resolve } from 'node:path';
import { readConfiguration, readMigration, readSupervision } from '../../src/runtime/configuration';
import { Trouble } from '../../src/runtime/trouble';

const mib = 1024 * 1024;
const least = {
  DATABASE_URL: 'postgres://owner:secret@localhost:5432/fuquan',
  TEMPORAL_ADDRESS: 'localhost:7233',
  FUQUAN_KEY: Buffer.alloc(32, 1).toString('base64'),
  FUQUAN_PAYLOAD_KEY: Buffer.alloc(32, 2).toString('base64'),
};

describe('the configuration', () => {
  it('has defaults for what need not be said', () => {
    expect(readConfiguration(least)).toEqual({
      databaseUrl: least.DATABASE_URL,
      temporal: {
        address: 'localhost:7233',
        namespace: 'default',
        tls: null,
        payloads: { writing: Buffer.alloc(32, 2), reading: [Buffer.alloc(32, 2)] },
      },
      temporalUi: null,
      checkpointKeyFile: null,
      commandKeyFile: null,
      awaitsDemonstration: false,
      host: '127.0.0.1',
      port: 8080,
      data: resolve('.fuquan'),
      demonstration: false,
      dayMs: null,
      key: Buffer.alloc(32, 1),
      scan: null,
      trustedProxies: [],
      rebuildsPerMinute: 10,
      limits: { signInsPerMinute: 60, wrongSignInsPerMinute: 30, streamsPerAccount: 20 },
      uploads: { person: 500 * mib, office: 5_000 * mib, days: 30 },
      storage: null,
      logLevel: 'info',
    });
  });

  it('takes certificates for the engine all together, and not some of them', () => {
    const tls = { TEMPORAL_TLS_CA: 'ca.pem', TEMPORAL_TLS_CERT: 'client.pem', TEMPORAL_TLS_KEY: 'client.key' };
    expect(readConfiguration({ ...least, ...tls }).temporal.tls).toEqual({
      authority: 'ca.pem',
      certificate: 'client.pem',
      key: 'client.key',
    });
    expect(() => readConfiguration({ ...least, ...tls, TEMPORAL_TLS_KEY: '' })).toThrow(Trouble);
  });

  it('takes how much may be uploaded, and what must stay free, in MiB', () => {
    const FUQUAN_STORAGE_FOLDER = '/var/lib/fuquan';
    const { uploads, storage } = readConfiguration({
      ...least,
      FUQUAN_STORAGE_FOLDER,
      FUQUAN_UPLOADS_PERSON_MIB: '20',
    });
    expect(uploads).toEqual({ person: 20 * mib, office: 5_000 * mib, days: 30 });
    expect(storage).toEqual({ folder: FUQUAN_STORAGE_FOLDER, leastFree: 512 * mib });
    expect(() => readConfiguration({ ...least, FUQUAN_UPLOADS_DAYS: '0' })).toThrow(/FUQUAN_UPLOADS_DAYS/);
  });

  it('takes proxies as a list of addresses and networks, and nothing else', () => {
    const read = (FUQUAN_TRUSTED_PROXIES: string) =>
      readConfiguration({ ...least, FUQUAN_TRUSTED_PROXIES }).trustedProxies;
    expect(read('10.0.0.1, 192.168.0.0/16 ::1')).toEqual(['10.0.0.1', '192.168.0.0/16', '::1']);
    expect(() => read('true')).toThrow(/FUQUAN_TRUSTED_PROXIES/);
  });

  it('takes the address of the engine’s page with or without a slash at its end, and no other scheme than http', () => {
    const read = (TEMPORAL_UI_ADDRESS: string) => readConfiguration({ ...least, TEMPORAL_UI_ADDRESS }).temporalUi;
    expect(read('http://127.0.0.1:8233/')).toBe('http://127.0.0.1:8233');
    expect(read('https://temporal.city.example/ui')).toBe('https://temporal.city.example/ui');
    expect(() => read('javascript:alert(1)')).toThrow(/TEMPORAL_UI_ADDRESS/);
  });

  it('takes a variable that is empty for one that is not set', () => {
    expect(readConfiguration({ ...least, FUQUAN_PORT: '', FUQUAN_DAY_MS: '' })).toMatchObject({
      port: 8080,
      dayMs: null,
    });
  });

  it('names every variable that is missing or wrong, and no value of it', () => {
    const read = () => readConfiguration({ FUQUAN_PORT: '99999', FUQUAN_KEY: 'c2VjcmV0' });
    expect(read).toThrow(Trouble);
    expect(read).toThrow(/DATABASE_URL.*TEMPORAL_ADDRESS/);
    expect(read).toThrow(/FUQUAN_PORT/);
    expect(read).not.toThrow(/c2VjcmV0/);
  });

  it.each(['127.0.0.1', '::1', 'localhost'])('lets demonstration mode listen on %s', (FUQUAN_HOST) => {
    expect(readConfiguration({ ...least, FUQUAN_DEMO: '1', FUQUAN_HOST }).host).toBe(FUQUAN_HOST);
  });

  it.each(['0.0.0.0', '::', '192.168.1.2', 'city.example'])(
    'refuses to show the demonstration on %s',
    (FUQUAN_HOST) => {
      expect(() => readConfiguration({ ...least, FUQUAN_DEMO: '1', FUQUAN_HOST })).toThrow(/this machine only/);
      expect(readConfiguration({ ...least, FUQUAN_HOST }).host).toBe(FUQUAN_HOST);
    },
  );

  it('shortens the working day in demonstration mode only', () => {
    expect(readConfiguration({ ...least, FUQUAN_DEMO: '1', FUQUAN_DAY_MS: '2000' }).dayMs).toBe(2000);
    expect(() => readConfiguration({ ...least, FUQUAN_DAY_MS: '2000' })).toThrow(/demonstration mode only/);
  });

  it('sets up a scanner where a program or a clamd is named', () => {
    expect(readConfiguration({ ...least, FUQUAN_CLAMD: 'scanner.city:3310' }).scan).toEqual({
      command: null,
      clamd: { host: 'scanner.city', port: 3310 },
      timeoutMs: 30_000,
    });
    expect(readConfiguration({ ...least, FUQUAN_CLAMD: '[::1]:3310' }).scan?.clamd).toEqual({
      host: '::1',
      port: 3310,
    });
    const scanning = { ...least, FUQUAN_SCAN_COMMAND: 'scan  --quiet {file}', FUQUAN_SCAN_SECONDS: '5' };
    expect(readConfiguration(scanning).scan).toEqual({
      command: ['scan', '--quiet', '{file}'],
      clamd: null,
      timeoutMs: 5_000,
    });
    const FUQUAN_SCAN_COMMAND = '["/opt/my scanner/scan","-"]';
    expect(readConfiguration({ ...least, FUQUAN_SCAN_COMMAND }).scan?.command).toEqual(['/opt/my scanner/scan', '-']);
    for (const wrong of [{ FUQUAN_CLAMD: 'here' }, { FUQUAN_SCAN_COMMAND: '[]' }, { FUQUAN_SCAN_COMMAND: '[x' }])
      expect(() => readConfiguration({ ...least, ...wrong })).toThrow(Object.keys(wrong)[0]);
  });

  it('needs the database alone for migrations', () => {
    expect(readMigration({ DATABASE_URL: least.DATABASE_URL })).toEqual({
      databaseUrl: least.DATABASE_URL,
      logins: [],
      commandKeyFile: null,
    });
    expect(() => readMigration({ DATABASE_URL: 'mysql://localhost/x' })).toThrow(/DATABASE_URL/);
  });

  it('leaves to the supervisor what it can provide', () => {
    expect(readSupervision({})).toMatchObject({ databaseUrl: null, temporalAddress: null, key: null });
  });
});
