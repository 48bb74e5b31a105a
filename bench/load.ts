/** Load: clients that answer one step after the other, and what that took. */
import { cpus } from 'node:os';
import type { Engine } from '../src/api/engine/engine';
import type { Client } from '@temporalio/client';
import type { Round } from './site-words';
import type { Transfer } from './transfers';
import type { Signing } from './trust';
import type { WorkerProcess } from './worker-child';
import { powerTransferDossier } from '../src/domain/power-transfer/dossier';

/** Somebody who can carry transfers: Fuquan, another build of it, or the bare workflow. */
export interface Contender {
  readonly name: string;
  readonly engine: Engine;
  readonly worker: Pick<WorkerProcess, 'cpuMs'>;
  /** Whether its transfers have rows in the database. */
  readonly laidDown: boolean;
  /** Signs a command as the API does when it sends it; undefined: nobody signs. */
  readonly sign: Signing['command'] | undefined;
}

/** Brings transfers to the first day of their trial, one after the other: each client's are its own. */
export async function runRound(
  { engine, worker, sign = (_, command) => command }: Contender,
  client: Client,
  work: readonly (readonly Transfer[])[],
): Promise<Round> {
  const latencies: number[] = [];
  const cpu = await worker.cpuMs();
  const machineCpu = machineCpuMs();
  const began = performance.now();
  await Promise.all(
    work.map(async (transfers) => {
      for (const { launch, commands } of transfers) {
        await engine.start({ workflow: powerTransferDossier.workflow, launch });
        for (const command of commands) {
          const sent = performance.now();
          const answer = await engine.update('completeStep', launch.transfer, sign(launch.transfer, command));
          latencies.push(performance.now() - sent);
          if (answer.kind !== 'recorded')
            throw new Error(`${launch.transfer} ${command.task}: ${JSON.stringify(answer)}`);
        }
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const usedByMachine = machineCpuMs() - machineCpu;
  const workerCpuMs = (await worker.cpuMs()) - cpu;
  const histories = await tidyUp(client, work.flat());
  return { steps: latencies.length, seconds, latencies, workerCpuMs, machineCpuMs: usedByMachine, ...histories };
}

/** Milliseconds that the machine's processors have been busy since it started. */
const machineCpuMs = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);

/** Weighs the histories and ends their workflows, so that no round works beside the leftovers of another. */
async function tidyUp(
  client: Client,
  transfers: readonly Transfer[],
): Promise<Pick<Round, 'events' | 'bytes' | 'workflowTasks'>> {
  let events = 0;
  let bytes = 0;
  for (const { launch } of transfers) {
    const handle = client.workflow.getHandle(launch.transfer);
    const { historyLength, historySize } = await handle.describe();
    events += historyLength;
    bytes += historySize ?? 0;
    await handle.terminate('the bench is done with it');
  }
  const [one] = transfers;
  const history = one && (await client.workflow.getHandle(one.launch.transfer).fetchHistory());
  const tasks = history?.events?.filter((event) => event.workflowTaskCompletedEventAttributes).length ?? 0;
  return { events, bytes, workflowTasks: tasks * transfers.length };
}
