import type { OrganisationKind } from './account-repository';

/**
 * Who is looking: a sub-district sees its own transfers, a department those in which it has powers, and those who
 * review, decide, coordinate and audit see all.
 */
export interface Viewer {
  readonly organisation: string;
  readonly organisationKind: OrganisationKind;
}

/** Whether the viewer sees every transfer of the city. */
export const seesAll = (viewer: Viewer): boolean =>
  viewer.organisationKind !== 'sub-district' && viewer.organisationKind !== 'department';

/**
 * The condition under which a row of `transfer` (named `alias` in the query) is visible.
 *
 * @param parameter number of the query's parameter that carries `visibilityParameter(viewer)`
 */
export function visibleWhere(viewer: Viewer, alias: string, parameter: number): string {
  // the parameter is always used, so that its type is known whichever way the condition goes
  if (viewer.organisationKind === 'sub-district') return `${alias}.sub_district = $${parameter}::text`;
  if (viewer.organisationKind === 'department')
    return `exists (select from transfer_power seen where seen.transfer = ${alias}.id and seen.department = $${parameter}::text)`;
  return `$${parameter}::text is not null`;
}
