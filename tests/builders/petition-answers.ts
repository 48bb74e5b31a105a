/** What people say to the tasks of the procedure in `petition.ts`. */
import type { CompleteStep } from '../../src/domain/procedure/message';
import { pack } from '../../src/domain/procedure/ranges';
import type { Task } from '../../src/domain/procedure/record';
import type { Role, Step } from '../../src/domain/procedure/step';
import { freshKey } from './answers';
import { petition } from './petition';

export function stepOf(code: string): Step {
  const found = petition.steps.find((step) => step.code === code);
  if (!found) throw new Error(code);
  return found;
}

const roleOf = ({ step, party = '' }: Task): Role => stepOf(step).parties[party] ?? 'system';

export interface Saying {
  readonly outcome?: string;
  readonly items?: readonly number[];
  readonly office?: string;
  readonly by?: string;
}

/** An answer to a task, of the first outcome and for all its items unless said otherwise. */
export function answer(task: Task, { outcome, items, office = 'market', by }: Saying = {}): CompleteStep {
  const [carrying = ''] = Object.keys(stepOf(task.step).outcomes);
  const powers = items ? pack(items) : task.powers;
  return {
    key: freshKey(),
    digest: '',
    person: { id: by ?? `${task.office}-${task.step}`, office: task.office, role: roleOf(task) },
    task: task.id,
    outcomes: { [outcome ?? carrying]: powers },
    ...(task.step === 'assign' ? { kept: { office } } : {}),
    detail: { words: [{ powers, reason: 'because' }] },
  };
}
