import { readConfiguration, readSupervision, readWorkerConfiguration } from '../../src/runtime/configuration';
import { environmentsOf } from '../../src/runtime/environments';

const provided = {
  databaseUrl: 'postgres://fuquan@127.0.0.1/fuquan',
  temporalAddress: '127.0.0.1:7233',
  personalDataKey: Buffer.alloc(32, 1).toString('base64'),
};
const inherited = {
  PATH: '/usr/bin',
  DATABASE_URL: 'postgres://somebody:else@127.0.0.1/other',
  FUQUAN_KEY: Buffer.alloc(32, 2).toString('base64'),
};

describe('what npm start tells each process', () => {
  const environments = environmentsOf(readSupervision({}), provided, inherited);

  it('is enough for it to read its configuration', () => {
    expect(readWorkerConfiguration(environments.worker).databaseUrl).toBe(provided.databaseUrl);
    expect(readConfiguration(environments.api)).toMatchObject({
      databaseUrl: provided.databaseUrl,
      temporal: { address: provided.temporalAddress },
      key: Buffer.alloc(32, 1),
    });
  });

  it('has no secret that it does not use, also none that npm start was started with', () => {
    expect(environments.worker).not.toHaveProperty('FUQUAN_KEY');
    expect(environments.migrate).not.toHaveProperty('FUQUAN_KEY');
    expect(JSON.stringify(environments)).not.toContain('somebody:else');
    expect(environments.worker.PATH).toBe('/usr/bin');
  });
});
