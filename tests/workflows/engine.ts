/** The run's Temporal server, where time is the clock's. */
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import { temporalAddress } from '../setup/temporal';
import type { Engine } from './town';

/** Connections of one test file; to be closed. `workersWay` is another way to the server, for the worker alone. */
export async function realEngine(
  workersWay?: string,
  dataConverter: DataConverter = {},
): Promise<Engine & { close(): Promise<void> }> {
  const address = temporalAddress();
  const [connection, own] = await Promise.all([
    NativeConnection.connect({ address: workersWay ?? address }),
    Connection.connect({ address }),
  ]);
  return {
    connection,
    client: new Client({ connection: own, dataConverter }).workflow,
    now: () => Promise.resolve(Date.now()),
    close: async () => {
      await own.close();
      await connection.close();
    },
  };
}
