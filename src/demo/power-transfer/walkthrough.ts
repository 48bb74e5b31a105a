/**
 * One whole transfer of real powers, from launch to in force, on a running demonstration: with a return for rework, a
 * refused power, training, the handover, monthly reports and the evaluation. Tells as it goes; shows nothing itself.
 */
import type { Client } from '../../client/client';
import type { Power, Transfer } from '../../contract/types';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import { endings } from '../../domain/power-transfer/states';
import { createDriver, type Policy, type Watcher } from '../driver';
import type { People } from '../people';

/** No sub-district has enough free powers left for another walkthrough. */
export class NothingFree extends Error {
  override readonly name = 'NothingFree';
}

/** What a walkthrough is about, before it starts. */
export interface Plan {
  readonly subDistrict: string;
  /** Of two departments, in the order of their codes. */
  readonly powers: readonly Power[];
  /** Sent back once for rework, then approved. */
  readonly returned: string;
  /** Refused by its department; the rest go on. */
  readonly refused: string;
}

const perDepartment = 3;
const departments = 2;
const ended = new Set<string>(endings);

/** By sub-district: powers that it holds or that are on their way to it. */
async function living(client: Client): Promise<Map<string, Set<string>>> {
  const taken = new Map<string, Set<string>>();
  for (const { id, subDistrict } of await client.transfers()) {
    const own = taken.get(subDistrict) ?? new Set<string>();
    taken.set(subDistrict, own);
    for (const { code, state } of (await client.transfer(id)).powers) if (!ended.has(state)) own.add(code);
  }
  return taken;
}

/**
 * Six free penalty powers of two departments, in the sub-district that has most of them left.
 *
 * @throws NothingFree where there are none
 */
export async function planWalkthrough(client: Client): Promise<Plan> {
  const taken = await living(client);
  const penalties = (await client.powers()).filter(
    ({ type, modes }) => type === 'penalty' && modes.includes('devolve'),
  );
  const places = (await client.organisations()).filter(({ kind }) => kind === 'sub-district');
  const offers = places.map(({ id }) => {
    const free = penalties.filter(({ code }) => !taken.get(id)?.has(code));
    const byDepartment = new Map<string, Power[]>();
    for (const power of free)
      byDepartment.set(power.department, [...(byDepartment.get(power.department) ?? []), power]);
    const most = [...byDepartment.values()]
      .filter((powers) => powers.length >= perDepartment)
      .sort((a, b) => b.length - a.length)
      .slice(0, departments);
    return { id, free: free.length, powers: most.flatMap((powers) => powers.slice(0, perDepartment)) };
  });
  const best = offers
    .filter(({ powers }) => powers.length === perDepartment * departments)
    .sort((a, b) => b.free - a.free)[0];
  const [returned, , refused] = best?.powers ?? [];
  if (!best || !returned || !refused) throw new NothingFree();
  return { subDistrict: best.id, powers: best.powers, returned: returned.code, refused: refused.code };
}

/** The people's decisions: all goes on but what the plan says. */
function policyOf(plan: Plan): Policy {
  let sentBack = false;
  return {
    outcome(task, power) {
      if (task.step !== 'approve-transfer') return undefined;
      if (power === plan.refused) return { outcome: 'refused', reason: '涉及跨区域案件，暂由市级部门统一行使。' };
      if (power !== plan.returned || sentBack) return undefined;
      sentBack = true;
      return { outcome: 'returned', reason: '请补充近三年案件数量和执法记录设备情况。' };
    },
  };
}

/** Launches the plan and drives it until every power that has not ended is in force. */
export async function walk(
  people: People,
  plan: Plan,
  dayMs: number,
  title: string,
  watcher: Watcher & { readonly launched?: (id: string) => void },
): Promise<Transfer> {
  const { client } = await people.named('coordinator');
  const powers = plan.powers.map(({ code }) => code);
  const { id } = await client.launch({ title, subDistrict: plan.subDistrict, powers, dayMs });
  watcher.launched?.(id);
  const driver = createDriver(people, powerTransfer, watcher);
  // a month of the trial passes without anything to do
  const patienceMs = 30_000 + 80 * dayMs;
  const inForce = await driver.drive(
    id,
    ({ state }) => state === 'in-force' || state === 'ended',
    policyOf(plan),
    patienceMs,
  );
  await client.setPace(id, null);
  return inForce;
}
