/** A petition and the matters that it calls, as whoever carries errands between them sees them. */
import { errandsOf, type Called, type Errand } from '../../../src/domain/procedure/calling';
import type { CompleteStep } from '../../../src/domain/procedure/message';
import type { Task } from '../../../src/domain/procedure/record';
import { freshKey } from '../../builders/answers';
import { anOpinion, opinionCourse } from '../../builders/opinion';
import { aPetition, petition, petitionCourse } from '../../builders/petition';
import type { Judgement } from '../../../workflows/procedure/judge';
import { walkAlong } from './walk';

export type Together = ReturnType<typeof together>;
export type Opinion = ReturnType<typeof opinionFor>;

const opinionFor = (transfer: string, start: number) => walkAlong(opinionCourse, anOpinion({ transfer }), start);

/** An answer to the question of an opinion. */
export const opining = (task: Task, outcome = 'favourable'): CompleteStep => ({
  ...{ key: freshKey(), digest: '', task: task.id, outcomes: { [outcome]: task.powers } },
  person: { id: 'adviser', office: task.office, role: 'assessor' },
  detail: { words: [{ powers: task.powers, reason: 'because' }] },
});

export function together(choice: Parameters<typeof aPetition>[0] = {}) {
  const caller = walkAlong(petitionCourse, aPetition({ hears: true, ...choice }));
  const called = new Map<string, Opinion>();

  const standing = (task: string, walk: Opinion): Called => {
    const { state, suspended } = walk.stand().overall();
    const { seq, hash } = walk.progress();
    return { task, matter: walk.launch.transfer, state, suspended, over: walk.stand().over(), head: { seq, hash } };
  };
  const errands = (): Errand[] =>
    errandsOf(
      petition.steps,
      { tasks: caller.tasks(), suspended: caller.stand().suspended() },
      [...called].map(([task, walk]) => standing(task, walk)),
    );
  function matter(name: string): Opinion {
    const found = [...called.values()].find(({ launch }) => launch.transfer === name);
    if (!found) throw new Error(`nobody has called ${name}`);
    return found;
  }
  function carry(errand: Errand): Judgement | null {
    switch (errand.kind) {
      case 'launch':
        called.set(errand.task, opinionFor(`for ${errand.task}`, caller.now()));
        return null;
      case 'withdraw':
        return matter(errand.matter).takeBack('withdraw', [0]);
      case 'suspend':
      case 'resume':
        return matter(errand.matter).suspend(errand.kind === 'suspend');
      case 'ended':
        return caller.ended(errand.task, errand.called);
    }
  }

  return {
    caller,
    called: called as ReadonlyMap<string, Opinion>,
    errands,
    /** The first errands alone, as when whoever carries them is interrupted. */
    carrySome: (count: number): void => {
      for (const errand of errands().slice(0, count)) carry(errand);
    },
    /** Until nothing is left to be done. */
    carryAll(): void {
      for (let rounds = 0; errands().length > 0; rounds++) {
        if (rounds > 10) throw new Error(`errands without an end: ${JSON.stringify(errands())}`);
        for (const errand of errands()) expect(carry(errand)).toBeNull();
      }
    },
  };
}
