/** Who sees a matter (`domain/city/sight.ts`), asked of the database: `participant` has who takes part. */
import { kindsThatSeeAll, seesAll, type Viewer } from '../domain/city/sight';

/** SQL: whether an organisation takes part in a matter. */
const takesPart = (matter: string, organisation: string): string =>
  `exists (select from participant seen where seen.matter = ${matter} and seen.organisation = ${organisation})`;

/**
 * SQL: whether the viewer sees a matter.
 *
 * @param matter expression of its id
 * @param parameter number of the query's parameter that carries the viewer's organisation
 */
export const visibleWhere = (viewer: Viewer, matter: string, parameter: number): string =>
  // the parameter is always used, so that its type is known whichever way the condition goes
  seesAll(viewer) ? `$${parameter}::text is not null` : takesPart(matter, `$${parameter}::text`);

/** SQL: whether the people of organisation `o` see a matter; the same rule, asked the other way round. */
export const seenBy = (matter: string): string =>
  `(o.kind = any('{${kindsThatSeeAll.join()}}') or ${takesPart(matter, 'o.id')})`;

/** SQL: all who take part in a matter. */
export const participantsIn = (matter: string): string =>
  `array(select distinct w.organisation from participant w where w.matter = ${matter})`;
