/** Everybody does what is before them, the first outcome of each, until nothing is left of what is to be done. */
import { z } from 'zod';
import type { peopleOf } from './people';

const open = z.looseObject({ tasks: z.array(z.looseObject({ organisation: z.string() })) });

const everybody = [
  'kaihua-chief',
  'kaihua-office',
  ...['market', 'ecology', 'culture', 'transport', 'agriculture'].flatMap((department) =>
    ['assessor', 'head', 'trainer'].map((role) => `${department}-${role}`),
  ),
  'justice-reviewer',
  'justice-certifier',
  'government',
  'coordinator',
];

/**
 * Drives a transfer on.
 *
 * @param until steps that are left alone
 * @returns the steps that were completed, in order
 */
export async function drive(
  people: ReturnType<typeof peopleOf>,
  transfer: string,
  until: readonly string[] = [],
): Promise<string[]> {
  const done: string[] = [];
  for (let idle = 0; idle < 2;) {
    const before = done.length;
    for (const person of everybody)
      for (const { id, step } of await people.tasksOf(person, transfer)) {
        if (until.includes(step)) continue;
        const reply = await people.complete(person, await people.detail(person, id));
        // another task of the round may have closed it
        if (reply.status !== 409)
          expect({ step, status: reply.status, text: reply.status === 200 ? '' : reply.text }).toEqual({
            step,
            status: 200,
            text: '',
          });
        done.push(step);
      }
    // what the system does by itself opens the next task a moment later: it is asked once more after a quiet round
    if (done.length > before) idle = 0;
    else if (open.parse(await people.transferOf(transfer)).tasks.some(({ organisation }) => organisation === 'system'))
      continue;
    else idle++;
  }
  return done;
}
