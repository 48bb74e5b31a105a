/** Whose a task is: which role answers a step for which organisation, and whom four eyes keep from it. */
import type { Account, OrganisationKind } from '../database/account-repository';
import type { TaskRow } from '../database/task-repository';
import { powerTransfer } from '../domain/power-transfer/procedure';
import { keysOf } from '../domain/procedure/declaration';
import type { Role, Step } from '../domain/procedure/step';
import { isOfTrust } from '../domain/city/account-roles';
import type { ProblemCode } from '../domain/refusal';

const { steps, parties } = powerTransfer;

/** The role that answers a step for an organisation of this kind. */
export function roleFor(step: Step, kind: OrganisationKind): Role | undefined {
  const party = keysOf(parties).find((one) => parties[one].kinds.includes(kind) && one in step.parties);
  return party && step.parties[party];
}

/** Codes of the steps that a person answers for their organisation. */
export const stepsOf = ({ organisationKind, role }: Account): string[] =>
  steps.filter((step) => roleFor(step, organisationKind) === role).map(({ code }) => code);

/** Four eyes as the database is asked about them: `step<step that excludes it`. */
export const fourEyesPairs: readonly string[] = steps.flatMap(({ code, notBy = [] }) =>
  notBy.map((other) => `${code}<${other.code}`),
);

/** What keeps an account from completing a task of its sight; `undefined` where nothing does. */
export function standsAgainst(account: Account, task: TaskRow, step: Step): ProblemCode | undefined {
  // the auditor sees all and changes nothing
  if (isOfTrust(account.role)) return 'not-your-role';
  if (task.organisation !== account.organisation) return 'not-yours';
  if (roleFor(step, account.organisationKind) !== account.role) return 'not-your-role';
  if (task.suspended) return 'suspended';
  return task.yours === '{}' ? 'four-eyes' : undefined;
}
