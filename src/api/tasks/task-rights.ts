/** Whose a task is: which role answers a step as which party, and whom four eyes keep from it. */
import type { Account } from '../../database/account-repository';
import type { TaskRow } from '../../database/task-repository';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import type { Role, Step } from '../../domain/procedure/step';
import { isOfTrust } from '../../domain/city/account-roles';
import type { ProblemCode } from '../../domain/refusal';

const { steps } = powerTransfer;

/** The role that answers a step as this party. */
export const roleFor = (step: Step, party: string): Role | undefined => step.parties[party];

/** What a person in this role answers for their organisation, as the database is asked about it: `step@party`. */
export const asksFor = (role: Account['role']): string[] =>
  steps.flatMap((step) =>
    Object.keys(step.parties)
      .filter((party) => roleFor(step, party) === role)
      .map((party) => `${step.code}@${party}`),
  );

/** Four eyes as the database is asked about them: `step<step that excludes it`. */
export const fourEyesPairs: readonly string[] = steps.flatMap(({ code, notBy = [] }) =>
  notBy.map((other) => `${code}<${other.code}`),
);

/** What keeps an account from completing a task of its sight; `undefined` where nothing does. */
export function standsAgainst(account: Account, task: TaskRow, step: Step): ProblemCode | undefined {
  // the auditor sees all and changes nothing
  if (isOfTrust(account.role)) return 'not-your-role';
  if (task.organisation !== account.organisation) return 'not-yours';
  if (roleFor(step, task.party) !== account.role) return 'not-your-role';
  if (task.suspended) return 'suspended';
  return task.yours === '{}' ? 'four-eyes' : undefined;
}
