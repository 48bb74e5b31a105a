/**
 * What Fuquan is measured against: the least that an answered Update with a write can cost on this engine. Started and
 * asked like a transfer, it calls one local activity that does nothing for each answer, and remembers nothing.
 */
import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import { messages, type CompleteStep, type Receipt } from '../src/domain/procedure/message';
import type { TransferLaunch } from '../src/domain/power-transfer/launch';

/** The activities of the bare worker. */
export interface BareActivities {
  nothing(command: CompleteStep): Promise<void>;
}

const { nothing } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '10s' });
const completeStep = defineUpdate<Receipt, [CompleteStep]>(messages.completeStep);

/** Under the transfer's own name, so that the same client drives both. */
export async function powerTransfer(_launch: TransferLaunch): Promise<void> {
  let seq = 0;
  setHandler(completeStep, async (command) => {
    await nothing(command);
    return { key: command.key, seq: ++seq, opened: [] };
  });
  await condition(() => false);
}
