/** A transfer of which tests lay down no more than they need: a launch that says nothing. */
import { insertTransfer, type LaunchRows } from '../../src/database/power-transfer/launch';
import type { Queryable } from '../../src/database/queryable';
import { aLaunch } from '../builders/launch';

export const bareTransfer = (database: Queryable, id: string, rows: Partial<LaunchRows> = {}): Promise<void> =>
  insertTransfer(database, {
    ...{ id, title: id, subDistrict: 'kaihua', transition: 'after', mode: 'devolve', plannedEffectiveDate: null },
    ...{ launchedBy: 'coordinator', digest: '', document: {}, powers: [], participants: [] },
    launch: aLaunch({ transfer: id, count: 1 }),
    ...rows,
  });
