/** Whether a ZIP archive (which every XLSX is) stays small when it is unpacked, before anything unpacks it whole. */
import { inflateRawSync } from 'node:zlib';
import { codeOf } from '../../runtime/trouble';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;

/**
 * Unpacks the archive's files one after the other and forgets them. What a file says of its own size is not believed.
 *
 * @returns bytes; one more than `most` where there are more, however many
 * @throws where it is no archive, or is damaged
 */
export function unpackedBytes(archive: Buffer, most: number): number {
  try {
    return Math.min(total(archive, most), most + 1);
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return most + 1;
    throw error;
  }
}

function total(archive: Buffer, most: number): number {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new RangeError('no end of the directory');
  const files = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  let sum = 0;
  for (let index = 0; index < files; index++) {
    if (archive.readUInt32LE(at) !== directoryEntry) throw new RangeError('no directory');
    const method = archive.readUInt16LE(at + 10);
    const packed = archive.readUInt32LE(at + 20);
    const local = archive.readUInt32LE(at + 42);
    if (archive.readUInt32LE(local) !== localEntry) throw new RangeError('no entry');
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(start, start + packed);
    // one byte more than may be, so that too much is an error
    sum +=
      method === 0 ? content.length : inflateRawSync(content, { maxOutputLength: Math.max(1, most - sum + 1) }).length;
    if (sum > most) return sum;
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return sum;
}
