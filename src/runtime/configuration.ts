import { resolve } from 'node:path';
import type { Login } from '../database/logins';
import { apiRole, workerRole, type ProcessRole } from '../database/rights';
import type { ScanSettings } from '../scanning/scanner';
import { engineAccess, type EngineAccess } from './engine-access';
import {
  everything,
  migration,
  parse,
  supervised,
  worker,
  type Environment,
  type ServiceVariables,
} from './environment-variables';
import { Trouble } from './trouble';

/** How one process of the application is set up; read from the environment once, at its start. */
export interface Configuration {
  /** The process's own login; what it does it does as its role (src/database/rights.ts). */
  readonly databaseUrl: string;
  readonly temporal: EngineAccess;
  /** Address of Temporal's page, without a slash at its end, for links of the audit; null: there are none. */
  readonly temporalUi: string | null;
  readonly host: string;
  readonly port: number;
  /** The data folder, absolute. */
  readonly data: string;
  readonly demonstration: boolean;
  /** Whether somebody will tell the API when the demonstration city is there (`npm start` does): until then it is not ready. */
  readonly awaitsDemonstration: boolean;
  /** Length of a working day in new launches, in milliseconds; null: a real one. Only where `demonstration`. */
  readonly dayMs: number | null;
  /** Thirty-two bytes that encrypt personal data. */
  readonly key: Buffer;
  /** File of the private key that commands are signed with; null: they are not. */
  readonly commandKeyFile: string | null;
  /** File with the public key of checkpoints, which need not be there yet; null: there is none. */
  readonly checkpointKeyFile: string | null;
  /** How uploads are scanned for viruses; null: they are not. */
  readonly scan: ScanSettings | null;
  /** Proxies whose word on where a request comes from is taken (`X-Forwarded-For`); addresses or CIDR. */
  readonly trustedProxies: readonly string[];
  /** So many runs that cannot go on are started anew from the ledger in a minute at most; 0: none by itself. */
  readonly rebuildsPerMinute: number;
  /** How much one address, and one account, may ask for. */
  readonly limits: {
    /** Sign-ins of one name from one address in a minute. */
    readonly signInsPerMinute: number;
    /** Wrong sign-ins from one address in a minute, whatever the names. */
    readonly wrongSignInsPerMinute: number;
    /** Streams of news open at once for one account. */
    readonly streamsPerAccount: number;
  };
  /** Bytes that a person, and an office, may have uploaded that no entry names, and days after which those are removed. */
  readonly uploads: { readonly person: number; readonly office: number; readonly days: number };
  /** The folder that the database lies in and the bytes that must be free there for an upload; null: not watched here. */
  readonly storage: { readonly folder: string; readonly leastFree: number } | null;
  readonly logLevel: LogLevel;
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

function checkReach(settings: ServiceVariables): void {
  const demonstration = settings.FUQUAN_DEMO === '1';
  if (demonstration && !loopback.has(settings.FUQUAN_HOST)) {
    throw new Trouble({
      zh: `演示账户的密码人人皆知，演示模式只能监听本机：请去掉 FUQUAN_HOST=${settings.FUQUAN_HOST}，或用 --empty 启动空系统`,
      en: `everybody knows the demonstration passwords, so demonstration mode listens on this machine only: unset FUQUAN_HOST=${settings.FUQUAN_HOST}, or start an empty system with --empty`,
    });
  }
  if (!demonstration && settings.FUQUAN_DAY_MS !== undefined) {
    throw new Trouble({
      zh: '只有演示模式才能缩短工作日：请去掉 --day（FUQUAN_DAY_MS），或不用 --empty',
      en: 'a working day can be shortened in demonstration mode only: leave out --day (FUQUAN_DAY_MS), or --empty',
    });
  }
}

function scanOf(settings: ServiceVariables): ScanSettings | null {
  const { FUQUAN_SCAN_COMMAND: command, FUQUAN_CLAMD: clamd, FUQUAN_SCAN_SECONDS: seconds } = settings;
  if (command === undefined && clamd === undefined) return null;
  const [, host = '', at = ''] = /^\[?(.+?)\]?:(\d+)$/.exec(clamd ?? '') ?? [];
  return {
    command: command ?? null,
    clamd: clamd === undefined ? null : { host, port: Number(at) },
    timeoutMs: seconds * 1000,
  };
}

const bytesOf = (mib: number): number => mib * 1024 * 1024;

function roomOf(settings: ServiceVariables): Pick<Configuration, 'uploads' | 'storage'> {
  const { FUQUAN_STORAGE_FOLDER: folder, FUQUAN_STORAGE_FREE_MIB: free } = settings;
  return {
    uploads: {
      person: bytesOf(settings.FUQUAN_UPLOADS_PERSON_MIB),
      office: bytesOf(settings.FUQUAN_UPLOADS_OFFICE_MIB),
      days: settings.FUQUAN_UPLOADS_DAYS,
    },
    storage: folder === undefined ? null : { folder: resolve(folder), leastFree: bytesOf(free) },
  };
}

/** How a worker is set up: it is told no more than it uses. */
export type WorkerConfiguration = Pick<Configuration, 'databaseUrl' | 'temporal' | 'logLevel'>;

/** The configuration of a worker process. Throws Trouble like `readConfiguration`. */
export function readWorkerConfiguration(environment: Environment = process.env): WorkerConfiguration {
  const settings = parse(worker, environment);
  return {
    databaseUrl: settings.DATABASE_URL,
    temporal: engineAccess(settings),
    logLevel: settings.LOG_LEVEL,
  };
}

const limitsOf = (settings: ServiceVariables): Configuration['limits'] => ({
  signInsPerMinute: settings.FUQUAN_SIGN_INS_PER_MINUTE,
  wrongSignInsPerMinute: settings.FUQUAN_WRONG_SIGN_INS_PER_MINUTE,
  streamsPerAccount: settings.FUQUAN_STREAMS_PER_ACCOUNT,
});

/**
 * The configuration of an API process.
 * @throws Trouble naming every variable that is missing or wrong
 */
export function readConfiguration(environment: Environment = process.env): Configuration {
  const settings = parse(everything, environment);
  checkReach(settings);
  return {
    databaseUrl: settings.DATABASE_URL,
    temporal: engineAccess(settings),
    temporalUi: settings.TEMPORAL_UI_ADDRESS?.replace(/\/+$/, '') ?? null,
    host: settings.FUQUAN_HOST,
    port: settings.FUQUAN_PORT,
    data: resolve(settings.FUQUAN_DATA),
    demonstration: settings.FUQUAN_DEMO === '1',
    awaitsDemonstration: settings.FUQUAN_AWAITS_DEMO === '1',
    dayMs: settings.FUQUAN_DAY_MS ?? null,
    key: Buffer.from(settings.FUQUAN_KEY, 'base64'),
    commandKeyFile: settings.FUQUAN_COMMAND_KEY_FILE ?? null,
    checkpointKeyFile: settings.FUQUAN_CHECKPOINT_KEY_FILE ?? null,
    scan: scanOf(settings),
    trustedProxies: settings.FUQUAN_TRUSTED_PROXIES,
    rebuildsPerMinute: settings.FUQUAN_REBUILDS_PER_MINUTE,
    limits: limitsOf(settings),
    ...roomOf(settings),
    logLevel: settings.LOG_LEVEL,
  };
}

/**
 * What migrations need: the owner's connection, the logins that API and worker are to have, where they have their own, and
 * where the key of commands lies if there is to be one.
 */
export interface MigrationConfiguration {
  readonly databaseUrl: string;
  readonly logins: readonly Login[];
  readonly commandKeyFile: string | null;
}

/** The configuration of migrations. Throws Trouble like `readConfiguration`. */
export function readMigration(environment: Environment = process.env): MigrationConfiguration {
  const { DATABASE_URL, DATABASE_URL_API, DATABASE_URL_WORKER, FUQUAN_COMMAND_KEY_FILE } = parse(
    migration,
    environment,
  );
  const login = (role: ProcessRole, url: string | undefined): Login[] => (url === undefined ? [] : [{ role, url }]);
  return {
    databaseUrl: DATABASE_URL,
    logins: [...login(apiRole, DATABASE_URL_API), ...login(workerRole, DATABASE_URL_WORKER)],
    commandKeyFile: FUQUAN_COMMAND_KEY_FILE ?? null,
  };
}

/** What the supervisor is told; what is null it provides itself. */
export interface Supervision extends Omit<
  Configuration,
  'databaseUrl' | 'temporal' | 'temporalUi' | 'key' | 'checkpointKeyFile' | 'awaitsDemonstration'
> {
  readonly databaseUrl: string | null;
  /** Logins of API and worker in a database that was given; null: they come as its owner. */
  readonly apiDatabaseUrl: string | null;
  readonly workerDatabaseUrl: string | null;
  readonly temporalAddress: string | null;
  readonly temporalCliPath: string | null;
  readonly namespace: string;
  readonly key: string | null;
  /** Keys of what the engine keeps, as they were given. */
  readonly payloadKeys: string | null;
  /** The key of personal data of before is lost for good. */
  readonly keyLost: boolean;
}

/** The configuration of `npm start`. Throws Trouble like `readConfiguration`. */
export function readSupervision(environment: Environment = process.env): Supervision {
  const settings = parse(supervised, environment);
  checkReach(settings);
  return {
    databaseUrl: settings.DATABASE_URL ?? null,
    apiDatabaseUrl: settings.DATABASE_URL_API ?? null,
    workerDatabaseUrl: settings.DATABASE_URL_WORKER ?? null,
    temporalAddress: settings.TEMPORAL_ADDRESS ?? null,
    temporalCliPath: settings.TEMPORAL_CLI_PATH ?? null,
    namespace: settings.TEMPORAL_NAMESPACE,
    key: settings.FUQUAN_KEY ?? null,
    commandKeyFile: settings.FUQUAN_COMMAND_KEY_FILE ?? null,
    payloadKeys: settings.FUQUAN_PAYLOAD_KEY ?? null,
    keyLost: settings.FUQUAN_KEY_LOST === '1',
    host: settings.FUQUAN_HOST,
    port: settings.FUQUAN_PORT,
    data: resolve(settings.FUQUAN_DATA),
    demonstration: settings.FUQUAN_DEMO === '1',
    dayMs: settings.FUQUAN_DAY_MS ?? null,
    scan: scanOf(settings),
    trustedProxies: settings.FUQUAN_TRUSTED_PROXIES,
    rebuildsPerMinute: settings.FUQUAN_REBUILDS_PER_MINUTE,
    limits: limitsOf(settings),
    ...roomOf(settings),
    logLevel: settings.LOG_LEVEL,
  };
}
