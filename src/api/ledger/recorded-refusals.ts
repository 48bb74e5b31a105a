/** What was asked of accounts and refused is recorded: who tried, what, on whom, and why not. */
import type { Pool } from 'pg';
import { noteInSystem } from '../../database/system-note-repository';
import { Refusal } from '../../domain/refusal';

/** What was tried. */
export interface Tried {
  readonly by: string;
  readonly act: 'make-account' | 'change-account' | 'change-password';
  /** User name of the account that it was about. */
  readonly subject: string;
}

/** Does work; where it is refused, that stands in the system's ledger. Nothing of what was sent is recorded but the fields. */
export async function recordingRefusals<T>(
  database: Pool,
  { by, act, subject }: Tried,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) {
      const fields = error.errors.map(({ field, code }) => ({ field, code }));
      await noteInSystem(database, { kind: 'refused', by, content: { act, subject, code: error.code, fields } });
    }
    throw error;
  }
}
