/** The disk that the database lies on, as this process sees it: the database cannot tell of it when it is full. */
import { Refusal } from '../../domain/refusal';
import { freeBytes } from '../../runtime/storage';

/** Where the database's files lie, and how many bytes must be free there for an upload to be taken. */
export interface Storage {
  readonly folder: string;
  readonly leastFree: number;
}

/** Below that neither database nor engine can write much. */
const nothingFree = 16 * 1024 * 1024;

/** A disk that is nearly full. */
export interface LowStorage {
  /** Bytes that are left. */
  readonly free: number;
  /** When it was first seen so. */
  readonly since: Date;
}

/** Looks whether the disk is nearly full; undefined where it is not, or nobody said which it is. */
export type StorageWatch = () => Promise<LowStorage | undefined>;

/** A watch over a disk; it remembers since when it has been nearly full. */
export function createStorageWatch(storage: Storage | null | undefined): StorageWatch {
  let since: Date | undefined;
  return async () => {
    const free = storage ? await freeBytes(storage.folder) : null;
    if (!storage || free === null || free >= storage.leastFree) {
      since = undefined;
      return undefined;
    }
    since ??= new Date();
    return { free, since };
  };
}

const without: ReadonlySet<string> = new Set([
  'engine-unavailable',
  'database-unavailable',
  'database-busy',
  'record-waits',
]);

/**
 * What is the matter where something gave no answer: where the disk has no room left, that. Neither engine nor database
 * says so by itself.
 */
export async function whyNoAnswer(error: unknown, watch: StorageWatch | undefined): Promise<unknown> {
  if (!(error instanceof Refusal) || !without.has(error.code)) return error;
  const low = await watch?.();
  return low && low.free < nothingFree ? new Refusal('storage-full') : error;
}
