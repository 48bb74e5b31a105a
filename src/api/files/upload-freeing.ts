/** Removes uploads that nobody has named in an act and nobody has asked for: once an hour, some at a time. */
import type { Pool } from 'pg';
import { freeFiles } from '../../database/file-repository';
import type { Logger } from '../../runtime/log';

const everyMs = 3_600_000;
const atATime = 200;

/** A job of the sweeper; `look` does it where an hour has gone by. */
export function createUploadFreeing(database: Pool, days: number, log: Logger) {
  let last = -Infinity;
  return {
    /** What fails is logged and done an hour later. */
    async look(): Promise<void> {
      if (Date.now() - last < everyMs) return;
      last = Date.now();
      try {
        const freed = await freeFiles(database, days, atATime);
        if (freed.files === 0) return;
        log.info({ ...freed, days }, 'uploads that no entry names were removed');
        // there may be more
        if (freed.files === atATime) last = -Infinity;
      } catch (error) {
        log.warn({ err: error }, 'uploads that no entry names could not be removed');
      }
    },
  };
}
