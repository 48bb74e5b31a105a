/** What only works on the machine itself: the database and the engine that `npm start` runs, or those of the environment. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { tlsOf, type EngineAccess, type TlsFiles, type tlsVariables } from '../runtime/engine-access';
import { payloadKeys, type PayloadKeys } from '../runtime/payload-keys';
import { Trouble } from '../runtime/trouble';
import type { Terminal } from './context';

const instanceSchema = z.object({
  postgresPort: z.number().int().optional(),
  temporalPort: z.number().int().optional(),
});

/** Where a running system on this machine is found. */
export interface Local {
  readonly databaseUrl: string;
  readonly temporal: EngineAccess;
  readonly data: string;
}

/** What the data folder says of what was started on it; nothing where there is none. */
function known(data: string): z.infer<typeof instanceSchema> {
  const file = join(data, 'instance.json');
  if (!existsSync(file)) return {};
  try {
    return instanceSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** The data folder: `--data`, FUQUAN_DATA, or `.fuquan` here. */
export const dataFolder = (environment: Terminal['environment'], given?: string): string =>
  resolve(given ?? environment['FUQUAN_DATA'] ?? '.fuquan');

/**
 * The owner's database address: DATABASE_URL, else that of the data folder's own server.
 *
 * @throws Trouble where there is neither
 */
export function localDatabase(environment: Terminal['environment'], data: string): string {
  const given = environment['DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  const { postgresPort } = known(data);
  const passwordFile = join(data, 'keys', 'database');
  if (postgresPort === undefined || !existsSync(passwordFile)) {
    throw new Trouble({
      zh: `${data} 中没有数据库：请设置 DATABASE_URL，或用 --data 指定 npm start 的数据目录`,
      en: `there is no database in ${data}: set DATABASE_URL, or name the data folder of npm start with --data`,
    });
  }
  const password = encodeURIComponent(readFileSync(passwordFile, 'utf8').trim());
  return `postgres://fuquan:${password}@127.0.0.1:${postgresPort}/fuquan`;
}

function localCertificates(environment: Terminal['environment']): TlsFiles | null {
  const given = (name: keyof typeof tlsVariables) => environment[name] || undefined;
  return tlsOf({
    TEMPORAL_TLS_CA: given('TEMPORAL_TLS_CA'),
    TEMPORAL_TLS_CERT: given('TEMPORAL_TLS_CERT'),
    TEMPORAL_TLS_KEY: given('TEMPORAL_TLS_KEY'),
  });
}

/** FUQUAN_PAYLOAD_KEY, else the data folder's own key. */
function localPayloadKeys(environment: Terminal['environment'], data: string): PayloadKeys {
  const keyFile = join(data, 'keys', 'payloads');
  const kept = existsSync(keyFile) ? readFileSync(keyFile, 'utf8') : undefined;
  const found = payloadKeys.safeParse(environment['FUQUAN_PAYLOAD_KEY'] || kept);
  if (found.success) return found.data;
  throw new Trouble({
    zh: `没有流程引擎数据的密钥：请设置 FUQUAN_PAYLOAD_KEY，或用 --data 指定 npm start 的数据目录（keys/payloads）`,
    en: `there is no key of the engine’s data: set FUQUAN_PAYLOAD_KEY, or name the data folder of npm start with --data (keys/payloads)`,
  });
}

/**
 * Database and engine of this machine.
 *
 * @throws Trouble where they are not known
 */
export function localSystem(environment: Terminal['environment'], given?: string): Local {
  const data = dataFolder(environment, given);
  const port = known(data).temporalPort;
  const address = environment['TEMPORAL_ADDRESS'] || (port === undefined ? undefined : `127.0.0.1:${port}`);
  if (address === undefined) {
    throw new Trouble({
      zh: `${data} 中没有 Temporal：请设置 TEMPORAL_ADDRESS，或用 --data 指定 npm start 的数据目录`,
      en: `there is no Temporal in ${data}: set TEMPORAL_ADDRESS, or name the data folder of npm start with --data`,
    });
  }
  const temporal = {
    address,
    namespace: environment['TEMPORAL_NAMESPACE'] || 'default',
    // the data folder's own server is spoken to openly
    tls: environment['TEMPORAL_ADDRESS'] ? localCertificates(environment) : null,
    payloads: localPayloadKeys(environment, data),
  };
  return { databaseUrl: localDatabase(environment, data), temporal, data };
}
