/** Which roles there are where, and which of them are offices of trust. */
import type { OrganisationKind } from '../city/organisations';

/** Which roles an organisation of a kind has: one that it has not could never complete a task. */
export const rolesOfKind = {
  'sub-district': ['office', 'chief'],
  department: ['assessor', 'head', 'trainer'],
  'justice-bureau': ['reviewer', 'certifier'],
  government: ['government'],
  audit: ['auditor'],
  coordination: ['coordinator', 'admin', 'security'],
} as const satisfies { readonly [kind in OrganisationKind]: readonly string[] };

/** What a person does in their organisation. */
export type AccountRole = (typeof rolesOfKind)[OrganisationKind][number];

/** All roles. */
export const accountRoles: readonly AccountRole[] = Object.values(rolesOfKind).flat();

/**
 * The offices of trust, which exclude one another: the administrator (people, organisations, catalogue), the security officer
 * (roles, locks, keys, sign-ins, others' passwords), the auditor (sees all). They complete no step.
 */
export const officesOfTrust = ['admin', 'security', 'auditor'] as const satisfies readonly AccountRole[];
export type OfficeOfTrust = (typeof officesOfTrust)[number];

/** Whether a role is an office of trust. */
export const isOfTrust = (role: string): role is OfficeOfTrust => officesOfTrust.some((one) => one === role);
