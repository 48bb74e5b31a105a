/**
 * Drives transfers as people would: reads what is open, signs in as whoever is asked, fills the form in by its schema
 * and completes the step. Used by the demonstration, the walkthrough, tests and the bench.
 */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { formFromSchema } from '../client/form-recipe';
import { isProblem } from '../client/client';
import type { Completion, PowerOutcome, TaskDetail, Transfer } from '../contract/types';
import type { Declaration } from '../domain/procedure/declaration';
import type { People } from './people';

/** What is said of one power where it is not the first outcome. */
export type Verdict = Omit<PowerOutcome, 'power'>;

/** How the people decide. */
export interface Policy {
  /** What is said of a power in a task; undefined: the first outcome, which carries the procedure on. */
  readonly outcome?: (task: TaskDetail, power: string) => Verdict | undefined;
  /** Fields over those that the recipe fills in; undefined: as the recipe says. */
  readonly form?: (task: TaskDetail) => Readonly<Record<string, unknown>> | undefined;
  /** Whether a task is left as it is. */
  readonly leave?: (task: OpenTask) => boolean;
}

export type OpenTask = Transfer['tasks'][number];

/** What a driver tells while it drives. */
export interface Watcher {
  readonly completed?: (done: {
    readonly task: TaskDetail;
    readonly completion: Completion;
    readonly by: string;
  }) => void;
  /** Nothing to complete now: the procedure waits for a date, or for itself. */
  readonly waiting?: (transfer: Transfer) => void;
}

/** A transfer that does not come where it was driven to. */
export class Stuck extends Error {
  override readonly name = 'Stuck';
  constructor(readonly transfer: Transfer) {
    const open = transfer.tasks.map(({ step, organisation }) => `${step}@${organisation}`).join(', ');
    super(`transfer ${transfer.id} (${transfer.state}) does not get there; open: ${open || '-'}`);
  }
}

/** A UUID that is always the same for the same words: who is interrupted and starts again sends the same command again. */
export function keyFor(...words: readonly string[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** The completion of a task by the recipe and a policy: whatever the policy does not say takes the first outcome. */
export function completionOf(task: TaskDetail, policy: Policy = {}): Completion {
  const first = task.outcomes[0]?.code ?? '';
  const outcomes = task.powers.map((power) => ({ power, ...(policy.outcome?.(task, power) ?? { outcome: first }) }));
  return { outcomes, form: { ...formFromSchema(task.formSchema), ...policy.form?.(task) } };
}

/**
 * A driver that acts through these people; the coordinator's eyes see where a transfer is.
 *
 * @param procedure whose steps say which role a person has who completes them
 */
export function createDriver(people: People, procedure: Pick<Declaration, 'steps'>, watcher: Watcher = {}) {
  const rolesOf = new Map(
    procedure.steps.map(({ code, parties }) => [code, new Set(Object.values(parties).flatMap((role) => role ?? []))]),
  );

  /** Completes one open task; false where somebody else was quicker. */
  async function complete(open: OpenTask, policy: Policy): Promise<boolean> {
    const person = await people.inRole(rolesOf.get(open.step) ?? new Set(), open.organisation);
    if (!person) return false;
    try {
      const task = await person.client.task(open.id);
      const completion = completionOf(task, policy);
      await person.client.complete(open.id, completion, keyFor('complete', open.id, ...task.powers));
      watcher.completed?.({ task, completion, by: person.user.username });
      return true;
    } catch (error) {
      // closed or changed since it was read: the next look says what is open now
      if (isProblem(error, 409) || isProblem(error, 404)) return false;
      throw error;
    }
  }

  /** Completes all that is open now and not left by the policy; says how many. */
  async function advance(transfer: Transfer, policy: Policy = {}): Promise<number> {
    let done = 0;
    for (const task of transfer.tasks) {
      if (!policy.leave?.(task) && (await complete(task, policy))) done += 1;
    }
    return done;
  }

  /**
   * Drives on until `arrived` holds, and answers the transfer as it is then.
   *
   * @throws Stuck where nothing was completed and nothing changed for `patienceMs` (30 s unless said).
   */
  async function drive(
    id: string,
    arrived: (transfer: Transfer) => boolean,
    policy: Policy = {},
    patienceMs = 30_000,
  ): Promise<Transfer> {
    const { client } = await people.named('coordinator');
    let moved = Date.now();
    let pause = 20;
    let seen = '';
    for (;;) {
      const transfer = await client.transfer(id);
      if (arrived(transfer)) return transfer;
      const looks = JSON.stringify([transfer.state, transfer.powers, transfer.tasks]);
      if ((await advance(transfer, policy)) > 0 || looks !== seen) {
        moved = Date.now();
        pause = 20;
        seen = looks;
        continue;
      }
      if (Date.now() - moved > patienceMs) throw new Stuck(transfer);
      watcher.waiting?.(transfer);
      await wait(pause);
      pause = Math.min(pause * 1.5, 250);
    }
  }

  return { people, advance, drive };
}

/** Whether a step is open in a transfer. */
export const isOpen = (transfer: Transfer, step: string): boolean => transfer.tasks.some((t) => t.step === step);
/** Whether every power that is still on its way is in one of these states. */
export function allIn(transfer: Transfer, ...states: readonly string[]): boolean {
  return transfer.powers.length > 0 && transfer.powers.every(({ state }) => states.includes(state));
}
