/**
 * A fault that ends a workflow task of a procedure and not the procedure: history and ledger's answer are not of one piece,
 * and no reading of the run can go on. The engine keeps nothing of such an error but its message, so it begins with a code,
 * as the library's own do.
 */
const recordedOtherwise = '[recorded-otherwise]';

export const recordedOtherwiseFault = (message: string): Error => new Error(`${recordedOtherwise} ${message}`);

/** Whether an error's message is of that fault. */
export const isRecordedOtherwise = (message: string): boolean => message.startsWith(recordedOtherwise);
