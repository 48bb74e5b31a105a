/** Whose a task is: which role answers a step as which party, and whom four eyes keep from it. */
import type { Account } from '../../database/account-repository';
import type { TaskRow } from '../../database/task-repository';
import type { Role, Step } from '../../domain/procedure/step';
import { isOfTrust } from '../../domain/city/account-roles';
import type { ProblemCode } from '../../domain/refusal';

/** The role that answers a step as this party. */
export const roleFor = (step: Step, party: string): Role | undefined => step.parties[party];

/** What keeps an account from completing a task of its sight; `undefined` where nothing does. */
export function standsAgainst(account: Account, task: TaskRow, step: Step): ProblemCode | undefined {
  // the auditor sees all and changes nothing
  if (isOfTrust(account.role)) return 'not-your-role';
  if (task.organisation !== account.organisation) return 'not-yours';
  if (roleFor(step, task.party) !== account.role) return 'not-your-role';
  if (task.suspended) return 'suspended';
  return task.yours === '{}' ? 'four-eyes' : undefined;
}
