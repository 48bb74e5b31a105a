import type { TaskDetail } from '../../api/types';
import type { Draft } from '../../forms/draft';
import { answered, carriesOn, outcomeFaults } from '../../forms/outcomes';
import { useFormPhrases } from '../../forms/phrases';
import { faultsIn } from '../../forms/schema';
import { usePhrases } from '../../i18n/language';
import type { FieldFault } from '../../parts/error-summary';
import { en } from './en';
import { zh } from './zh';

/** Says what is not right in an answer to this task, in the reader's words; the server has the last one. */
export function useFaultsOf({ powers, outcomes, formSchema, powerSchema }: TaskDetail): (draft: Draft) => FieldFault[] {
  const t = usePhrases({ zh, en });
  const f = useFormPhrases();
  return (draft) => {
    if (answered(powers, draft).length === 0) return [{ field: '/outcomes', message: t.noOutcome }];
    const ofPowers = outcomeFaults(powers, draft, outcomes, powerSchema).map(({ field, power, lack }) => {
      if (lack === 'reason') return { field, message: f.reasonMissing(power) };
      if (lack === 'conditions') return { field, message: f.conditionsMissing(power) };
      return { field, message: f.particularFault(power, f.lacks(lack.title, lack.lack)) };
    });
    const full = carriesOn(powers, draft, outcomes);
    const ofForm = faultsIn(formSchema, draft.form, full, '/form').map(({ pointer, title, lack }) => ({
      field: pointer,
      message: f.lacks(title, lack),
    }));
    return [...ofPowers, ...ofForm];
  };
}
