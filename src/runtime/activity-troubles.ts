/** What a worker tries again and again is noted as a trouble, and is over when it has got through. */
import type { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Pool } from 'pg';
import { endTrouble, raiseTrouble } from '../database/trouble-repository';
import type { TroubleKind } from '../domain/troubles';
import { codeOf } from './trouble';

const kindOf: { readonly [activity: string]: TroubleKind } = {
  record: 'record-waits',
  carryOut: 'publication-waits',
};

/** The trouble that a failed try is; undefined where whoever failed has noted it already. */
function troubleIn(
  activity: string,
  error: unknown,
): { readonly kind: TroubleKind; readonly code: string } | undefined {
  if (error instanceof ApplicationFailure)
    return error.type === 'ledger-behind' ? { kind: 'ledger-behind', code: 'entries-missing' } : undefined;
  const kind = kindOf[activity];
  return kind && { kind, code: codeOf(error) || (error instanceof Error ? error.name : 'unknown') };
}

/**
 * Interceptors for a worker's activities. Where the database is away the note is lost with the try: `/readyz` says so then.
 */
export const activityTroubles =
  (database: Pool): ActivityInterceptorsFactory =>
  ({ info }: Context) => ({
    inbound: {
      async execute(input, next) {
        const transfer = info.workflowExecution?.workflowId ?? '';
        try {
          const result = await next(input);
          const kind = kindOf[info.activityType];
          if (info.attempt > 1 && kind)
            for (const over of [kind, 'ledger-behind'] as const)
              await endTrouble(database, { kind: over, transfer }).catch(() => undefined);
          return result;
        } catch (error) {
          const trouble = troubleIn(info.activityType, error);
          if (trouble) await raiseTrouble(database, { ...trouble, transfer }).catch(() => undefined);
          throw error;
        }
      },
    },
  });
