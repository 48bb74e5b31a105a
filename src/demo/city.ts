/** Brings the demonstration city's transfers to their places, through the API alone; who is interrupted carries on. */
import { isProblem } from '../client/client';
import type { Transfer } from '../contract/types';
import { dateAt } from '../domain/procedure/calendar';
import { createDriver, keyFor } from './driver';
import type { People } from './people';
import { scenarios, type Scenario } from './scenarios';

/** What is told while the city is loaded: a transfer is in its place; `done` of `of` are. */
export type Progress = (news: { readonly title: string; readonly done: number; readonly of: number }) => void;

/** How many transfers are driven at once: more only makes each of them late on a small machine. */
const atOnce = 4;
const paceOf = (scenario: Scenario) => scenario.dayMs ?? 1000;

/** In its place: the days are real again, or it has ended. */
const inPlace = ({ state, dayMs }: Transfer) => dayMs == null || state === 'withdrawn' || state === 'ended';

async function place(people: People, scenario: Scenario, existing: Transfer | undefined): Promise<void> {
  const { client } = await people.named('coordinator');
  const today = dateAt(Date.now());
  const { title, subDistrict } = scenario;
  let id = existing?.id;
  if (id === undefined) {
    const request = {
      title,
      subDistrict,
      powers: [...scenario.powers],
      dayMs: paceOf(scenario),
      ...scenario.launch?.(today),
    };
    ({ id } = await client.launch(request, keyFor('demonstration', title, today)));
  }
  const transfer = id;
  const driver = createDriver(people);
  await scenario.play({
    today,
    until: (arrived, policy) => driver.drive(transfer, arrived, policy),
    async pace(dayMs) {
      await client.setPace(transfer, dayMs, keyFor('pace', transfer, `${dayMs}`));
    },
    async recall(powers, code, reason) {
      await client.act(transfer, 'recall', { powers, code, reason }, keyFor('recall', transfer, ...powers));
    },
    async note(username, note) {
      const person = await people.named(username);
      await person.client.addNote(transfer, note, keyFor('note', transfer, JSON.stringify(note)));
    },
  });
  await client.setPace(transfer, null, keyFor('pace', transfer, 'real'));
  if (scenario.afterwards) {
    const { act, reason } = scenario.afterwards;
    await client.act(transfer, act, { reason }, keyFor(act, transfer));
  }
}

/**
 * Loads the city. What is in its place already is left as visitors made it.
 *
 * @throws AggregateError naming every transfer that could not be brought to its place; the others are in theirs.
 */
export async function loadCity(people: People, progress: Progress = () => undefined): Promise<void> {
  const { client } = await people.named('coordinator');
  const existing = new Map((await client.transfers()).map((transfer) => [transfer.title, transfer]));
  const failures: Error[] = [];
  const waiting = [...scenarios];
  let done = 0;
  async function work(): Promise<void> {
    for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
      const found = existing.get(scenario.title);
      try {
        if (!found || !inPlace(found)) await place(people, scenario, found);
        progress({ title: scenario.title, done: (done += 1), of: scenarios.length });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const fields = isProblem(error, 422) ? JSON.stringify(error.body.errors) : '';
        failures.push(new Error(`${scenario.title}: ${why} ${fields}`.trim(), { cause: error }));
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
}
