/** Transfers that were launched through the API, and the people who act on them. */
import { z } from 'zod';
import { powerTransferDossier } from '../../src/domain/power-transfer/dossier';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import { launchIn } from '../../src/domain/power-transfer/launch-document';
import { freshKey, type AnswerChoice } from '../builders/answers';
import type { ApiProcess } from './api-process';
import { check } from './checker';
import { command, coordinator, eventually, openTasks, type City } from './city';
import { peopleOf, type People, type Told } from './people';

const created = z.looseObject({ id: z.string() });

export interface Launched {
  readonly id: string;
  readonly workflow: string;
  readonly launch: TransferLaunch;
  readonly people: People;
  /** Answers the first open task, signed as the API does. */
  answer(choice?: AnswerChoice): Promise<Told>;
  withdraw(): Promise<Told>;
  /** The ledger as it stands: each entry's number and hash. */
  ledger(): Promise<string[]>;
  /** What is wrong with it; `others`: keys of what was sent beside its people. */
  wrong(others?: readonly string[]): Promise<string[]>;
}

/** Launches powers of the catalogue through the API, and waits for the first task. */
export async function launchThrough(
  api: ApiProcess,
  city: City,
  token: string,
  powers: readonly string[],
): Promise<Launched> {
  const body = { title: powers.join(), subDistrict: 'kaihua', powers };
  const { id } = await api.json(created, '/api/transfers', { token, body });
  const tasks = () => openTasks(city.database, id);
  await eventually('the first task', async () => (await tasks()).length > 0);
  const { rows } = await city.database.query<{ document: unknown }>('select document from matter where id = $1', [id]);
  const launch = launchIn(rows[0]?.document);
  if (!launch) throw new Error(`${id} was not launched`);
  const people = peopleOf(city.client, city.engine, id);
  return {
    id,
    workflow: powerTransferDossier.workflow,
    launch,
    people,
    answer: async (choice) => {
      const [task] = await tasks();
      if (!task) throw new Error(`${id}: no task`);
      return people.send('completeStep', command(launch, task, choice));
    },
    withdraw: () =>
      people.send('withdrawPowers', {
        ...{ key: freshKey(), digest: 'digest', person: coordinator, detail: { reason: '演练' } },
        powers: launch.groups.map((group) => group.powers).join(),
      }),
    ledger: async () => {
      const { rows } = await city.database.query<{ seq: number; hash: string }>(
        'select seq, hash from ledger where transfer = $1 order by seq',
        [id],
      );
      return rows.map(({ seq, hash }) => `${seq} ${hash}`);
    },
    wrong: async (others = []) => {
      const inspection = await city.engine.inspect(id);
      if (!inspection) return [`${id} is gone`];
      return check(city.database, id, inspection, { ...people, sent: new Set([...people.sent, ...others]) });
    },
  };
}
