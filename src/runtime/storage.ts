import { statfs } from 'node:fs/promises';

/** Bytes that a process without special rights can still write where a folder lies; null where it cannot be told. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
