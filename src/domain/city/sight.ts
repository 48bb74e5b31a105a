/** Who sees a matter: whoever takes part in it, and the offices that review, decide, coordinate and audit. */
import type { OrganisationKind } from './organisations';

/** Kinds of organisations that see every matter of the city. */
export const kindsThatSeeAll: readonly OrganisationKind[] = ['justice-bureau', 'government', 'coordination', 'audit'];

/** Who is looking. */
export interface Viewer {
  readonly organisation: string;
  readonly organisationKind: OrganisationKind;
}

/** Whether the viewer sees every matter. */
export const seesAll = ({ organisationKind }: Viewer): boolean => kindsThatSeeAll.includes(organisationKind);

/** Whether the viewer sees a matter in which these organisations take part. */
export const sees = (viewer: Viewer, participants: readonly string[]): boolean =>
  seesAll(viewer) || participants.includes(viewer.organisation);
