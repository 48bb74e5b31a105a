/** The procedure in `petition.ts`, as the engine runs it. */
import type { Progress } from '../../src/domain/procedure/record';
import { procedure } from '../../workflows/procedure/procedure';
import { petitionCourse, type PetitionLaunch } from './petition';

export const petition = (launch: PetitionLaunch, earlier?: Progress) => procedure(petitionCourse, launch, earlier);
