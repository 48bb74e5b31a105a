/** The API's process. */
import { Client, Connection } from '@temporalio/client';
import { join } from 'node:path';
import { demonstrationAccountsExist } from '../database/account-repository';
import { openDatabase } from '../database/connection';
import { notePayloadKeys } from '../database/payload-key-repository';
import { couldOwn, ownerWarning } from '../database/logins';
import { apiRole } from '../database/rights';
import { createTableReading } from '../documents/tables/table-reading';
import { createPayloadCodec, payloadKeyId } from '../engine/payload-codec';
import { readConfiguration } from '../runtime/configuration';
import { readCommandKey, signingApplication, unsigningApplication, whetherToSign } from '../runtime/command-key';
import { connectionOptions } from '../runtime/engine-access';
import { openLog } from '../runtime/log';
import { missingKeys } from '../runtime/missing-keys';
import { demonstrationLoaded, onStop, tellReady, whetherTold } from '../runtime/stopping';
import { watchSurroundings } from '../runtime/surroundings';
import { codeOf, endWith, Trouble } from '../runtime/trouble';
import { createScanner } from '../scanning/scanner';
import { createCalendarWatch } from './engine/calendar-watch';
import { createErrands } from './engine/errands';
import { served } from './family';
import { usePersonalKey } from './city/personal-key';
import { createEngine } from './engine/engine';
import { buildServer } from './server';
import { createStorageWatch } from './engine/storage-watch';
import { createSweeper } from './engine/sweeper';
import { createSystemLedgerKeeping } from './ledger/system-ledger-writer';

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

async function main(): Promise<void> {
  const configuration = readConfiguration();
  const { databaseUrl, temporal, temporalUi, host, port, demonstration, dayMs, key, scan, trustedProxies } =
    configuration;
  const { uploads, storage, logLevel, rebuildsPerMinute } = configuration;
  const log = openLog('api', logLevel);
  const { commandKeyFile } = configuration;
  const signingKey = commandKeyFile === null ? null : readCommandKey(commandKeyFile);
  const database = openDatabase(databaseUrl, {
    role: apiRole,
    application: signingKey ? signingApplication : unsigningApplication,
    max: 20,
  });
  if (await couldOwn(database)) log.warn(ownerWarning);
  await whetherToSign(database, signingKey, commandKeyFile).catch((error: unknown) => {
    if (error instanceof Trouble) throw error;
    // the database is away: whoever acts is told so
    log.warn({ err: error }, 'whether the key of commands can sign is not known yet');
  });
  await usePersonalKey(database, key);
  await notePayloadKeys(database, temporal.payloads.reading.map(payloadKeyId));
  // everybody knows their passwords
  if (!loopback.has(host) && (await demonstrationAccountsExist(database)))
    throw new Trouble({
      zh: `数据库中有演示账户，密码人人皆知，只能监听本机：请去掉 FUQUAN_HOST=${host}，或改用没有演示数据的数据库`,
      en: `the database has demonstration accounts, whose passwords everybody knows, so the server listens on this machine only: unset FUQUAN_HOST=${host}, or use a database without demonstration data`,
    });
  // lazy: the API starts, answers for what it can and says in /readyz what is missing while the engine is away
  const access = connectionOptions(temporal);
  const connection = Connection.lazy(access);
  const surroundings = watchSurroundings({ database, who: 'api', now: Date.now, engine: access, log });
  const codec = createPayloadCodec(temporal.payloads, missingKeys(database, log));
  const client = new Client({ connection, namespace: temporal.namespace, dataConverter: { payloadCodecs: [codec] } });
  const engine = createEngine(client);
  const app = await buildServer({
    database,
    engine,
    ...(temporalUi === null ? {} : { engineUi: `${temporalUi}/namespaces/${encodeURIComponent(temporal.namespace)}` }),
    log,
    demonstration,
    ...(configuration.awaitsDemonstration ? { demonstrationLoaded: whetherTold(demonstrationLoaded) } : {}),
    dayMs,
    key,
    signingKey,
    checkpointKeyFile: configuration.checkpointKeyFile ?? undefined,
    now: Date.now,
    certificates: surroundings.certificates,
    tables: createTableReading(),
    scanner: scan && createScanner(scan),
    ...configuration.limits,
    trustedProxies,
    uploads,
    lowStorage: createStorageWatch(storage),
    web: join(__dirname, '..', '..', 'web'),
  });
  const sweeper = createSweeper(
    { database, engine, log },
    {
      perMinute: rebuildsPerMinute,
      uploadDays: uploads.days,
      errands: createErrands({
        ...{ database, engine, log, signingKey, demonstration, dayMs, now: Date.now },
        family: served(),
      }),
      calendars: createCalendarWatch({ database, engine, log, signingKey, now: Date.now }),
    },
  );
  const systemLedger = createSystemLedgerKeeping({ database, key, log });
  try {
    await app.listen({ host, port });
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    throw new Trouble({
      zh: `端口 ${port} 已被占用，请换一个（--port 或 FUQUAN_PORT）`,
      en: `port ${port} is in use, choose another (--port or FUQUAN_PORT)`,
    });
  }
  sweeper.start();
  systemLedger.start();
  onStop(async () => {
    await sweeper.stop();
    await surroundings.stop();
    await systemLedger.stop();
    await app.close();
    await connection.close();
    await database.end();
  });
  tellReady();
}

main().catch(endWith);
