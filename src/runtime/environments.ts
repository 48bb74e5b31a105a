import type { Supervision } from './configuration';

/** What the supervisor has provided for its processes. */
export interface Provided {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  /** Thirty-two bytes in base64. */
  readonly personalDataKey: string;
}

/** What each of the processes is told. */
export interface Environments {
  readonly migrate: NodeJS.ProcessEnv;
  readonly worker: NodeJS.ProcessEnv;
  readonly api: NodeJS.ProcessEnv;
  readonly demo: NodeJS.ProcessEnv;
}

// secrets that one of the processes needs and another must not have, however the supervisor came by them
const secrets = ['DATABASE_URL', 'FUQUAN_KEY'] as const;

/** What each process is told: its own secrets, and nobody else's. */
export function environmentsOf(
  wanted: Supervision,
  provided: Provided,
  inherited: NodeJS.ProcessEnv = process.env,
): Environments {
  const open = { ...inherited };
  for (const name of secrets) delete open[name];
  const engine = {
    TEMPORAL_ADDRESS: provided.temporalAddress,
    TEMPORAL_NAMESPACE: wanted.namespace,
    LOG_LEVEL: wanted.logLevel,
  };
  const database = { DATABASE_URL: provided.databaseUrl };
  const api = {
    ...open,
    ...engine,
    ...database,
    FUQUAN_HOST: wanted.host,
    FUQUAN_PORT: `${wanted.port}`,
    FUQUAN_DATA: wanted.data,
    // where the database is ours, it lies in the data folder
    FUQUAN_STORAGE_FOLDER: wanted.storage?.folder ?? (wanted.databaseUrl === null ? wanted.data : ''),
    FUQUAN_DEMO: wanted.demonstration ? '1' : '0',
    FUQUAN_AWAITS_DEMO: wanted.demonstration ? '1' : '0',
    FUQUAN_DAY_MS: wanted.dayMs === null ? '' : `${wanted.dayMs}`,
    FUQUAN_KEY: provided.personalDataKey,
  };
  return {
    migrate: { ...open, ...database },
    worker: { ...open, ...engine, ...database },
    api,
    // it puts the city's accounts and officers in by itself, then acts as people do
    demo: api,
  };
}
