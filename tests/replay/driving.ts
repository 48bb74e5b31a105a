/** What a path says to a running procedure. */
import { setTimeout as pause } from 'node:timers/promises';
import { messages, type Inspection } from '../../src/domain/procedure/message';
import type { AnswerChoice } from '../builders/answers';
import { refusalOf, type Affair } from '../workflows/town';

/** Longer than any path takes. */
const patienceMs = 20_000;
const realDay = 86_400_000;

/** What the database of some paths cannot store. */
export const unstorable = 'cannot be stored';

type Saying = AnswerChoice & { readonly office?: string; readonly about?: string };

export type Driven = ReturnType<typeof drivenBy>;

/** What a path says. It asks by query alone: what it asks leaves no trace in the history. */
export function drivenBy(affair: Affair, startAnew: () => Promise<void>) {
  async function until(arrived: (seen: Inspection) => boolean): Promise<Inspection> {
    for (const end = Date.now() + patienceMs; ;) {
      const seen = await affair.inspect();
      if (arrived(seen) && !seen.tasks.some(({ office }) => office === 'system')) return seen;
      if (Date.now() > end) throw new Error(`it never comes to that: ${JSON.stringify(seen.states)}`);
      await pause(10);
    }
  }
  const atRest = () => until(() => true);
  return {
    until,
    /** The engine loses the procedure and is told of it again, as after the loss of its store. */
    async isRebuilt(): Promise<void> {
      const before = await atRest();
      await affair.handle.terminate('lost');
      await startAnew();
      await until(({ seq }) => seq === before.seq);
    },
    async says(step: string, choice: Saying = {}): Promise<void> {
      const { tasks } = await atRest();
      const { office, about } = choice;
      const task = tasks.find(
        (one) => one.step === step && (office ?? one.office) === one.office && (about ?? one.about) === one.about,
      );
      if (!task) throw new Error(`nobody is asked for ${step}: ${tasks.map(({ id }) => id).join(' ')}`);
      await affair.send(messages.completeStep, affair.answering(task, choice));
    },
    /** Several answers to the one task of a step at once, and how their senders are told in all: `recorded`, or a refusal's code. */
    async saysAtOnce(
      step: string,
      all: readonly (readonly [AnswerChoice & { readonly silent?: true; readonly unstorable?: true }, string])[],
    ): Promise<void> {
      await atRest();
      const task = await affair.theTask(step);
      const told = all.map(async ([{ silent, unstorable: bad, ...choice }]) => {
        const { detail, ...command } = affair.answering(task, choice);
        const { words, ...others } = detail;
        const said = { ...(silent ? others : detail), ...(bad ? { comment: unstorable } : {}) };
        return affair.send(messages.completeStep, { ...command, ...{ detail: said } }).then(
          () => 'recorded',
          (error: unknown) => refusalOf(error) ?? String(error),
        );
      });
      // which of them comes first is anybody's guess
      const came = (await Promise.all(told)).sort();
      const expected = all.map(([, one]) => one).sort();
      if (came.join() !== expected.join()) throw new Error(`told were ${came.join()} instead of ${expected.join()}`);
    },
    async acts(name: keyof typeof messages, more: object = {}): Promise<void> {
      await affair.act(name, more);
      if (!(await over(affair))) await atRest();
    },
    /** Everybody gives the carrying answer, but for the steps that are left. */
    async carry(arrived: (seen: Inspection) => boolean, leave: readonly string[] = []): Promise<void> {
      for (;;) {
        const seen = await atRest();
        if (arrived(seen)) return;
        const task = seen.tasks.find(({ step }) => !leave.includes(step));
        if (!task) throw new Error(`nobody is asked any more: ${JSON.stringify(seen.states)}`);
        await affair.send(messages.completeStep, affair.answering(task));
      }
    },
    /** Days pass as milliseconds until it is so; then a day is a day again. */
    async hurry(arrived: (seen: Inspection) => boolean, dayMs = 2): Promise<void> {
      await affair.act('setPace', { dayMs });
      await until(arrived);
      if (!(await over(affair))) await affair.act('setPace', { dayMs: realDay });
    },
  };
}
const over = async ({ handle }: Affair): Promise<boolean> => (await handle.describe()).status.name !== 'RUNNING';
