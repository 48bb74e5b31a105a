/** What the prose speaks to, made of a desk: one run of the prose stands for all items of a cohort. */
import { keysOf } from '../../src/domain/procedure/declaration';
import type { Launch } from '../../src/domain/procedure/launch';
import type { Answer, Step } from '../../src/domain/procedure/step';
import type { Moment } from '../../src/domain/procedure/timeline';
import type { Case, Particulars } from './case';
import type { Desk } from './desk/desk';
import type { Cohort, Settlement } from './desk/question';
import type { Offices } from './offices';
import type { States } from './states';
import { waitFor } from './way';

export const caseFor =
  <L extends Launch>(launch: L, desk: Desk, { groupOf, question }: Offices<L>, states: States) =>
  (cohort: Cohort): Case<L> => {
    const [lead] = cohort.powers;
    const group = lead === undefined ? undefined : groupOf(lead);
    if (!group) throw new Error('a cohort without powers');
    // what prose without powers asks is never told, so that it goes no further
    const here = () => cohort.powers.size > 0;
    const ask = (step: Step, party: string, particulars?: Particulars, deadline?: Moment) =>
      waitFor<Settlement | null>((tell) => {
        if (here()) desk.ask(cohort, question(group, step, party, particulars), deadline, tell);
      });
    return {
      group,
      launch,
      *step(step, party, particulars) {
        return answer(yield* ask(step, party, particulars));
      },
      *matter(step, particulars) {
        const [party = ''] = keysOf(step.parties);
        return answer(yield* ask(step, party, particulars));
      },
      *stepBefore(deadline, step, party, particulars) {
        const said = yield* ask(step, party, particulars, deadline);
        return said && answer(said);
      },
      earlier(step, party, particulars, than) {
        const said = desk.earlier(question(group, step, party, particulars), than.order);
        return said ? answer(said) : null;
      },
      until: (moment) =>
        waitFor((tell) => {
          if (here()) desk.until(cohort, moment, tell);
        }),
      enters: (state) => states.enter(cohort.powers, state),
    };
  };

/** One flag an outcome; the step's declaration gives it its type. */
function answer<S>(said: Settlement | null): Answer<S> {
  if (!said) throw new Error('a question without a deadline ran out');
  return { [said.outcome]: true, by: said.by, at: said.at, order: said.order, kept: said.kept } as Answer<S>;
}
