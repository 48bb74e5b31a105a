import {
  readConfiguration,
  readMigration,
  readSupervision,
  readWorkerConfiguration,
} from '../../src/runtime/configuration';
import { environmentsOf, migrationEnvironment } from '../../src/runtime/environments';

const provided = {
  databases: {
    owner: 'postgres://fuquan@127.0.0.1/fuquan',
    api: 'postgres://fuquan_api@127.0.0.1/fuquan',
    worker: 'postgres://fuquan_worker@127.0.0.1/fuquan',
  },
  temporalAddress: '127.0.0.1:7233',
  personalDataKey: Buffer.alloc(32, 1).toString('base64'),
  payloadKeys: Buffer.alloc(32, 3).toString('base64'),
};
const inherited = {
  PATH: '/usr/bin',
  DATABASE_URL: 'postgres://somebody:else@127.0.0.1/other',
  FUQUAN_KEY: Buffer.alloc(32, 2).toString('base64'),
  FUQUAN_PAYLOAD_KEY: Buffer.alloc(32, 4).toString('base64'),
  TEMPORAL_TLS_CA: '/etc/fuquan/ca.pem',
};

describe('what npm start tells each process', () => {
  const environments = environmentsOf(readSupervision({}), provided, inherited);
  const migrate = migrationEnvironment(readSupervision({}), provided.databases, inherited);

  it('is enough for it to read its configuration', () => {
    const payloads = { writing: Buffer.alloc(32, 3), reading: [Buffer.alloc(32, 3)] };
    expect(readWorkerConfiguration(environments.worker)).toMatchObject({
      databaseUrl: provided.databases.worker,
      temporal: { payloads, tls: null },
    });
    expect(readConfiguration(environments.api)).toMatchObject({
      databaseUrl: provided.databases.api,
      temporal: { address: provided.temporalAddress, payloads, tls: null },
      key: Buffer.alloc(32, 1),
    });
  });

  it('lets only the migrations come as the owner, who makes the logins of the others', () => {
    expect(readMigration(migrate)).toMatchObject({
      databaseUrl: provided.databases.owner,
      logins: [
        { role: 'fuquan_api', url: provided.databases.api },
        { role: 'fuquan_worker', url: provided.databases.worker },
      ],
    });
    const { api, worker, demo } = environments;
    for (const other of [api, worker, demo]) expect(Object.values(other)).not.toContain(provided.databases.owner);
  });

  it('has no secret that it does not use, also none that npm start was started with', () => {
    expect(environments.worker).not.toHaveProperty('FUQUAN_KEY');
    expect(migrate).not.toHaveProperty('FUQUAN_KEY');
    expect(environments.worker).not.toHaveProperty('FUQUAN_COMMAND_KEY_FILE');
    expect(migrate).not.toHaveProperty('FUQUAN_PAYLOAD_KEY');
    expect(JSON.stringify([environments, migrate])).not.toContain('somebody:else');
    expect(JSON.stringify([environments, migrate])).not.toContain(inherited.FUQUAN_PAYLOAD_KEY);
    expect(
      environmentsOf(readSupervision({ TEMPORAL_ADDRESS: 'temporal:7233' }), provided, inherited).api,
    ).toMatchObject({
      TEMPORAL_TLS_CA: inherited.TEMPORAL_TLS_CA,
    });
    expect(environments.worker.PATH).toBe('/usr/bin');
  });
});
