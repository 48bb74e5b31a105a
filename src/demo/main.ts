/**
 * Loads the demonstration city, at every start of a demonstration: reference data and people into the database, then
 * transfers through the API. What is there already stays; who was interrupted carries on.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { openDatabase } from '../database/connection';
import { apiRole } from '../database/rights';
import { demonstrationPassword } from '../database/seed/accounts';
import { loadSeed } from '../database/seed/seed';
import { readConfiguration } from '../runtime/configuration';
import { address } from '../runtime/parts';
import { showProgress } from '../runtime/progress';
import { endWith, Trouble } from '../runtime/trouble';
import { loadCity } from './city';
import { gatherPeople } from './people';

const patienceMs = 60_000;

// all but the demonstration, which is what we bring
const parts = z.object({ database: z.literal(true), engine: z.literal(true) });

/** Waits until the API takes work. @throws Trouble after a minute */
async function untilItTakesWork(server: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      parts.parse(await (await fetch(`${server}/readyz`)).json());
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        const why = `${server}: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`;
        throw new Trouble(
          { zh: `服务没有就绪（${why}）`, en: `the server does not get ready (${why})` },
          { cause: error },
        );
      }
      await wait(100);
    }
  }
}

async function main(): Promise<void> {
  const configuration = readConfiguration();
  if (!configuration.demonstration) {
    throw new Trouble({
      zh: '只有演示模式才载入演示数据（FUQUAN_DEMO=1）',
      en: 'the demonstration is loaded in demonstration mode only (FUQUAN_DEMO=1)',
    });
  }
  const server = process.env['FUQUAN_URL'] || address(configuration);
  const progress = showProgress();
  const database = openDatabase(configuration.databaseUrl, { max: 1, role: apiRole, application: 'fuquan-demo' });
  try {
    await loadSeed(database, { demonstration: true, key: configuration.key });
  } finally {
    await database.end();
  }
  await untilItTakesWork(server);
  progress.begin('载入演示城市 / loading the demonstration city');
  const people = await gatherPeople(server, demonstrationPassword);
  await loadCity(people, ({ done, of }) => progress.at(`${done}/${of}`)).catch((error: unknown) => {
    if (!(error instanceof AggregateError)) throw error;
    throw new Trouble({
      zh: `部分演示数据未载入，再次启动时会继续：${error.message}`,
      en: `a part of the demonstration was not loaded, the next start carries on: ${error.message}`,
    });
  });
  progress.done();
}

main().catch(endWith);
