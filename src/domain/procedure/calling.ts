/**
 * A matter and those that it has called: what must be done so that they stand to one another as they should. A rule; whoever
 * carries it out may be interrupted at any place and looks again.
 */
import type { CalledEnding, Head, Task } from './record';
import type { Calls, Step } from './step';

/** The outcome that a called matter's ending stands for. */
export const outcomeOf = ({ endings, otherwise }: Calls, state: string): string =>
  (Object.hasOwn(endings, state) ? endings[state] : undefined) ?? otherwise;

/** A matter whose steps may call. */
export interface Caller {
  readonly tasks: readonly Pick<Task, 'id' | 'step'>[];
  readonly suspended: boolean;
}

/** A matter that was launched for a task. */
export interface Called {
  readonly matter: string;
  /** The task that it was launched for. */
  readonly task: string;
  /** As a whole. */
  readonly state: string;
  readonly suspended: boolean;
  /** All its items have ended. */
  readonly over: boolean;
  readonly head: Head;
}

/** Something to be done. */
export type Errand =
  | { readonly kind: 'launch'; readonly task: string; readonly procedure: string }
  | { readonly kind: 'withdraw' | 'suspend' | 'resume'; readonly matter: string }
  | { readonly kind: 'ended'; readonly task: string; readonly called: CalledEnding };

/** What is to be done about one called matter, the most urgent first; none where all is well. */
function errandFor(caller: Caller, open: boolean, { matter, task, state, suspended, over, head }: Called): Errand[] {
  if (over) return open && !caller.suspended ? [{ kind: 'ended', task, called: { matter, state, ...head } }] : [];
  if (!open) return [{ kind: 'withdraw', matter }];
  if (caller.suspended === suspended) return [];
  return [{ kind: caller.suspended ? 'suspend' : 'resume', matter }];
}

/** What is to be done now between a matter and all that it has called. */
export function errandsOf(steps: readonly Step[], caller: Caller, called: readonly Called[]): Errand[] {
  const open = new Set(caller.tasks.map(({ id }) => id));
  const launched = new Set(called.map(({ task }) => task));
  const launches = caller.tasks.flatMap(({ id, step: code }): Errand[] => {
    const calls = steps.find((step) => step.code === code)?.calls;
    return calls && !caller.suspended && !launched.has(id)
      ? [{ kind: 'launch', task: id, procedure: calls.procedure }]
      : [];
  });
  return [...launches, ...called.flatMap((one) => errandFor(caller, open.has(one.task), one))];
}
