/** A task in the words of the interface. */
import type { z } from 'zod';
import type { Account } from '../../database/account-repository';
import { taskByPublicId, type TaskRow } from '../../database/task-repository';
import { codesOfTransfers } from '../../database/transfer-repository';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import { outcomesOf } from '../../domain/procedure/step-document';
import type { Language } from '../../domain/refusal';
import type { taskAnswer } from '../../contract/tasks';
import type { Inside } from '../dependencies';
import { byPosition, type Codes } from '../matters/codes';
import { showClaim } from './claim-view';
import { whyGone } from './gone-task';
import { showOpenTask } from './open-task';

/** The transfer of powers that a matter is, where it is one. */
export const transferOf = <T>(procedure: string, transfer: T): { readonly transfer?: T } =>
  procedure === powerTransfer.code ? { transfer } : {};

/** How tasks are shown. */
export function createTaskView({ database, family, now }: Pick<Inside, 'database' | 'family' | 'now'>) {
  /** @param powers what of the task is shown, as a multirange */
  function show(task: TaskRow, powers: string, codes: Codes, language: Language): z.output<typeof taskAnswer> {
    const { transfer: id, procedure, title } = task;
    return {
      ...showOpenTask({ ...task, powers }, codes, family.titles(procedure, language)),
      matter: { id, procedure, title },
      ...transferOf(procedure, { id, title }),
      suspended: task.suspended,
      ...showClaim(task, language, now()),
      outcomes: outcomesOf(family.dossier(procedure).procedure, task.step, language).map((outcome) => ({
        ...outcome,
        needs: [...outcome.needs],
      })),
    };
  }

  return {
    show,
    /** An open task by its public id. @throws Refusal where there is none that the account sees */
    async one(account: Account, id: string, language: Language): Promise<z.output<typeof taskAnswer>> {
      const task = await taskByPublicId(database, account, family.rules, id);
      if (!task) throw await whyGone(database, account, id);
      const codes = await codesOfTransfers(database, [task.transfer]);
      return show(task, task.powers, byPosition(codes.get(task.transfer)), language);
    },
  };
}
