/** The demonstration's transfers: launched, and driven as far as their scenarios say. */
import type { Transfer } from '../../contract/types';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import { dateAt } from '../../domain/procedure/calendar';
import type { Piece } from '../piece';
import { createDriver, keyFor } from '../driver';
import type { People } from '../people';
import { scenarios, type Scenario } from './scenarios';

const paceOf = (scenario: Scenario) => scenario.dayMs ?? 1000;

/** In its place: the days are real again, or it has ended. */
const inPlace = ({ state, dayMs }: Transfer) => dayMs == null || state === 'withdrawn' || state === 'ended';

async function bring(people: People, scenario: Scenario, existing: Transfer | undefined): Promise<void> {
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
  const driver = createDriver(people, powerTransfer);
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

/** The transfers, the one that takes longest first. */
export async function transferPieces(people: People): Promise<Piece[]> {
  const { client } = await people.named('coordinator');
  const existing = new Map((await client.transfers()).map((transfer) => [transfer.title, transfer]));
  return scenarios.map((scenario) => {
    const found = existing.get(scenario.title);
    return {
      title: scenario.title,
      inPlace: found !== undefined && inPlace(found),
      bring: () => bring(people, scenario, found),
    };
  });
}
