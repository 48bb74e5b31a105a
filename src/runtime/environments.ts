import { join } from 'node:path';
import type { Supervision } from './configuration';

/** What the supervisor has provided for its processes. */
export interface Provided {
  /** Addresses of one database: its owner's, and those that API and worker come by. */
  readonly databases: { readonly owner: string; readonly api: string; readonly worker: string };
  readonly temporalAddress: string;
  /** Thirty-two bytes in base64. */
  readonly personalDataKey: string;
  /** Keys of what the engine keeps: `FUQUAN_PAYLOAD_KEY`. */
  readonly payloadKeys: string;
}

/** What each of the processes is told. */
export interface Environments {
  readonly worker: NodeJS.ProcessEnv;
  readonly api: NodeJS.ProcessEnv;
  readonly demo: NodeJS.ProcessEnv;
}

// secrets that one of the processes needs and another must not have, however the supervisor came by them
const secrets = [
  'DATABASE_URL',
  'DATABASE_URL_API',
  'DATABASE_URL_WORKER',
  'FUQUAN_KEY',
  'FUQUAN_KEY_LOST',
  'FUQUAN_COMMAND_KEY_FILE',
  'FUQUAN_PAYLOAD_KEY',
] as const;

const withoutCertificates = { TEMPORAL_TLS_CA: '', TEMPORAL_TLS_CERT: '', TEMPORAL_TLS_KEY: '' };

const signing = (wanted: Supervision) => ({
  FUQUAN_COMMAND_KEY_FILE: wanted.commandKeyFile ?? join(wanted.data, 'keys', 'commands'),
});

function withoutSecrets(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const open = { ...inherited };
  for (const name of secrets) delete open[name];
  return open;
}

/** What migrations are told: who owns the database, the logins to make, and where the key of commands lies. */
export function migrationEnvironment(
  wanted: Supervision,
  { owner, api, worker }: Provided['databases'],
  inherited: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  return {
    ...withoutSecrets(inherited),
    ...signing(wanted),
    DATABASE_URL: owner,
    // where they come as the owner, there is no login to make
    ...(api === owner ? {} : { DATABASE_URL_API: api }),
    ...(worker === owner ? {} : { DATABASE_URL_WORKER: worker }),
  };
}

/** What each process is told: its own secrets, and nobody else's. */
export function environmentsOf(
  wanted: Supervision,
  provided: Provided,
  inherited: NodeJS.ProcessEnv = process.env,
): Environments {
  const open = withoutSecrets(inherited);
  const engine = {
    TEMPORAL_ADDRESS: provided.temporalAddress,
    TEMPORAL_NAMESPACE: wanted.namespace,
    // a server of our own listens on this machine alone and is spoken to openly
    ...(wanted.temporalAddress === null ? withoutCertificates : {}),
    FUQUAN_PAYLOAD_KEY: provided.payloadKeys,
    LOG_LEVEL: wanted.logLevel,
  };
  const { api: apiUrl, worker: workerUrl } = provided.databases;
  const api = {
    ...open,
    ...engine,
    ...signing(wanted),
    DATABASE_URL: apiUrl,
    FUQUAN_HOST: wanted.host,
    FUQUAN_PORT: `${wanted.port}`,
    FUQUAN_DATA: wanted.data,
    // where the database is ours, it lies in the data folder
    FUQUAN_STORAGE_FOLDER: wanted.storage?.folder ?? (wanted.databaseUrl === null ? wanted.data : ''),
    FUQUAN_DEMO: wanted.demonstration ? '1' : '0',
    FUQUAN_AWAITS_DEMO: wanted.demonstration ? '1' : '0',
    FUQUAN_DAY_MS: wanted.dayMs === null ? '' : `${wanted.dayMs}`,
    FUQUAN_KEY: provided.personalDataKey,
    // the public one: `fuquan checkpoint` makes both, beside the other keys
    FUQUAN_CHECKPOINT_KEY_FILE:
      inherited['FUQUAN_CHECKPOINT_KEY_FILE'] ?? join(wanted.data, 'keys', 'checkpoint.pem.pub'),
  };
  return {
    worker: { ...open, ...engine, DATABASE_URL: workerUrl },
    api,
    // it puts the city's accounts and officers in by itself, then acts as people do
    demo: api,
  };
}
