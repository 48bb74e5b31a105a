/** Alarms: troubles that somebody may have made on purpose. They stay in the system's ledger when the trouble is over. */
import type { Pool } from 'pg';
import type { TroubleKind } from '../domain/troubles';
import { noteInSystem } from './system-note-repository';
import { inTransaction } from './transaction';
import { raiseTrouble } from './trouble-repository';

/** What has come about; nothing in it that people wrote. */
export interface Alarm {
  readonly kind: Extract<TroubleKind, 'not-sent-by-api' | 'command-kept-back' | 'foreign-run' | 'entry-not-signed'>;
  readonly transfer: string;
  readonly code: string;
  readonly detail: { readonly [name: string]: unknown };
}

/** Raises an alarm; noted once for as long as the trouble stands, however often it comes about. */
export async function raiseAlarm(database: Pool, { kind, transfer, code, detail }: Alarm): Promise<void> {
  await inTransaction(database, async (client) => {
    if (!(await raiseTrouble(client, { kind, transfer, code, detail }))) return;
    await noteInSystem(client, { kind: 'alarm', content: { alarm: kind, transfer, code, ...detail } });
  });
}
