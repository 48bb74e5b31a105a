/** The parts of a package (OPC, which every XLSX is): files in a ZIP archive, found by name. */
import { fromBufferPromise, type Entry } from 'yauzl';

export interface Parts {
  /** Whether the package has a part. */
  has(name: string): boolean;
  /**
   * A part's bytes.
   *
   * @throws where it has none of that name, or its content is damaged
   */
  read(name: string): Promise<AsyncIterable<Buffer>>;
}

// names of parts are the same in either case, and some programs write them with a slash in front
const norm = (name: string): string => name.replace(/^\/+/, '').toLowerCase();

/**
 * Opens a package.
 *
 * @throws where it is no archive, or its directory is damaged
 */
export async function openParts(archive: Buffer): Promise<Parts> {
  const zip = await fromBufferPromise(archive, { lazyEntries: true });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(norm(entry.fileName), entry);
  return {
    has: (name) => entries.has(norm(name)),
    read: async (name) => {
      const entry = entries.get(norm(name));
      if (!entry) throw new RangeError(`the package has no part ${name}`);
      return zip.openReadStreamPromise(entry);
    },
  };
}
