/**
 * Faults that end a workflow task of a procedure and not the procedure. The engine keeps nothing of such an error but its
 * message, so each begins with its code, as the library's own do.
 */
export const runFaults = {
  /** The task in which a record was begun was lost meanwhile: the run is read again from its history, and goes on. */
  taskLost: '[task-lost]',
  /** The run's history and what the ledger answered are not of one piece: no reading of it can go on. */
  recordedOtherwise: '[recorded-otherwise]',
} as const;

type RunFault = keyof typeof runFaults;

/** An error of such a fault. */
export const runFault = (fault: RunFault, message: string): Error => new Error(`${runFaults[fault]} ${message}`);

/** Whether an error's message is of such a fault. */
export const isRunFault = (fault: RunFault, message: string): boolean => message.startsWith(runFaults[fault]);
