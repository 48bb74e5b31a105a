/**
 * What is begun in a workflow task ends in it, or the run is read again from its history.
 *
 * While a local activity is under way the engine's library goes on with a run whose task has timed out (its process stood
 * still): the next task's events, and a later time, reach the same run beside what the lost task has set going. A replay
 * knows nothing of the lost task: it meets the events of both in one activation, at the later time, and asks for other
 * things. What is written then can never be replayed (docs: decision 18).
 */
import { workflowInfo } from '@temporalio/workflow';
import { runFault } from '../../src/domain/procedure/run-faults';

/**
 * Remembers the task at hand. The answer throws where it is no longer the one at hand, which fails the new task: nothing
 * of the lost one is kept, and the library makes the run anew from the engine's history. What was recorded meanwhile is
 * found in the ledger.
 *
 * A long activity is heard in a later task too, without any having been lost. The two cannot be told apart here, so that
 * run is read anew as well. What a replay has asked for is let pass: it comes from a task that is in the history.
 */
export function taskAtHand(): () => void {
  const { historyLength, unsafe } = workflowInfo();
  return () => {
    if (!unsafe.isReplaying && workflowInfo().historyLength > historyLength)
      throw runFault('taskLost', 'the workflow task in which this began was lost or has ended');
  };
}
