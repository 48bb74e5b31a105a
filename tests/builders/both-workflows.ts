/** What a worker runs that serves the city's procedures, and those in `petition.ts` and `opinion.ts` beside them. */
import type { Progress } from '../../src/domain/procedure/record';
import { procedure } from '../../workflows/procedure/procedure';
import { opinionCourse, type OpinionLaunch } from './opinion';

export * from '../../workflows';
export { petition } from './petition-workflow';

export const opinion = (launch: OpinionLaunch, earlier?: Progress) => procedure(opinionCourse, launch, earlier);
