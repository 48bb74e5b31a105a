/** Brings the transfers of `places.mjs` to where they stand, in the version before, through its own API. */
import { dayMs, limitPasses, places } from './places.mjs';
import { Wrong } from '../running-system.mjs';

const atOnce = 3;

/** What a sub-district may still be given: penalties that are nowhere on their way there. */
async function findFree(client) {
  const powers = (await client.powers()).filter(({ type, modes }) => type === 'penalty' && modes.includes('devolve'));
  const districts = (await client.organisations()).filter(({ kind }) => kind === 'sub-district').map(({ id }) => id);
  const taken = new Set();
  for (const { id, subDistrict } of await client.transfers())
    for (const { code } of (await client.transfer(id)).powers) taken.add(`${subDistrict} ${code}`);
  const free = new Map(
    districts.map((district) => [district, powers.filter(({ code }) => !taken.has(`${district} ${code}`))]),
  );
  /** So many powers of the sub-district that has most left; those that may be entrusted are spared for that. */
  return (count, mode) => {
    const fits = (power) => power.modes.includes('entrust') === (mode === 'entrust');
    const offers = [...free].map(([district, left]) => ({ district, powers: left.filter(fits) }));
    const [best] = offers.sort((one, other) => other.powers.length - one.powers.length);
    if (!best || best.powers.length < count) throw new Wrong(`no ${count} powers are left to ${mode}`);
    const given = best.powers.slice(0, count);
    free.set(
      best.district,
      free.get(best.district).filter((power) => !given.includes(power)),
    );
    return { subDistrict: best.district, powers: given };
  };
}

const monthsFrom = (date, months) => {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
};

/** A file of its own each time: the same bytes again would be the same file. */
async function upload({ people, uploaded }, username, nth) {
  const { client } = await people.named(username);
  const content = Buffer.from(`%PDF-1.4\n% check of an upgrade ${username} ${nth}\n`);
  const { id } = await client.upload({ name: '附件.pdf', type: 'application/pdf', content });
  uploaded.push({ id, username, content });
  return id;
}

/** Launches one, plays it, and lets its days be real again. @returns its id */
async function bring(version, place, given) {
  const { people, driver, completionOf, list } = version;
  const { client } = await people.named('coordinator');
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const { subDistrict, powers: catalogue } = given;
  const powers = catalogue.map(({ code }) => code);
  const [{ department, field }] = catalogue;
  const period = { from: today, until: monthsFrom(today, place.months ?? 0) };
  const { id } = await client.launch({
    ...{ title: `升级：${place.title}`, subDistrict, dayMs },
    powers: place.mode === 'entrust' ? powers.map((code) => ({ code, mode: 'entrust', period })) : powers,
    ...(place.plan ? { plan: [await upload(version, 'coordinator', place.title)] } : {}),
  });
  const open = async (step) => {
    const { tasks } = await client.transfer(id);
    const found = tasks.find((task) => task.step === step);
    if (!found) throw new Wrong(`${step} is not open`);
    return { found, person: await people.forStep(step, found.organisation) };
  };
  const stage = {
    ...{ subDistrict, department, powers },
    until: (arrived, policy) => driver.drive(id, arrived, policy),
    pace: (ms) => client.setPace(id, ms),
    act: (act, request) => client.act(id, act, request),
    note: async (username, note) => (await people.named(username)).client.addNote(id, note),
    file: (username) => upload(version, username, place.title),
    async answer(step, more) {
      const { found, person } = await open(step);
      await person.client.complete(found.id, { ...completionOf(await person.client.task(found.id)), ...more });
    },
    async claim(step) {
      const { found, person } = await open(step);
      await person.client.claim(found.id);
    },
    /** One officer with a certificate and one without, of the powers' field. */
    async officers() {
      const ours = (await list(`/api/officers?organisation=${subDistrict}`, `${subDistrict}-office`)).filter(
        ({ organisation, fields }) => organisation === subDistrict && fields.includes(field),
      );
      const found = [
        ours.find(({ certificates }) => certificates.some(({ valid }) => valid)),
        ours.find(({ certificates }) => certificates.length === 0),
      ];
      if (found.includes(undefined)) throw new Wrong(`${subDistrict} has no officers of both kinds for ${field}`);
      return found.map((officer) => officer.id);
    },
  };
  await place.play(stage);
  if (!place.over && !place.paced) await client.setPace(id, null);
  await place.afterwards?.(stage);
  return id;
}

/** Brings all to their places; names every one that does not get there. `said` hears of each. */
export async function bringAll(version, said) {
  const give = await findFree((await version.people.named('coordinator')).client);
  // the largest and those of few powers first
  const order = [...places].sort((one, other) => (other.count ?? 1) - (one.count ?? 1));
  const waiting = order.map((place) => [place, give(place.count ?? 1, place.mode ?? 'devolve')]);
  const wrong = [];
  async function work() {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, given] = next;
      try {
        await bring(version, place, given);
        said(place.title);
      } catch (error) {
        wrong.push(`${place.title}: ${error.message} ${JSON.stringify(error.body?.errors ?? '')}`);
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  if (wrong.length > 0) throw new Wrong(`not brought to their places:\n${wrong.join('\n')}`);
}

/** The one whose first limit passes while the system is stopped. @returns its id */
export async function bringLast(version) {
  const give = await findFree((await version.people.named('coordinator')).client);
  return bring(version, { ...limitPasses, paced: true }, give(1, 'devolve'));
}
