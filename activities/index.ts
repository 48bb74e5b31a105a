import type { ProcedureActivities } from '../src/domain/procedure/activities';
import { createPublication } from './publication';
import { createRecord, type RecordDependencies } from './record';

/** All activities of the worker, made from what they depend on. */
export function createActivities(
  dependencies: RecordDependencies & { readonly now: () => number },
): ProcedureActivities {
  return { record: createRecord(dependencies), carryOut: createPublication(dependencies) };
}
