/** A client of clamd, ClamAV's daemon: one file, one connection, the command INSTREAM (man clamd). */
import { connect } from 'node:net';
import { findingOf, ScannerFailed, type Verdict } from './verdict';

/** Where clamd listens. */
export interface ClamdAddress {
  readonly host: string;
  readonly port: number;
}

/** Bytes of one chunk; clamd takes any size up to its own StreamMaxLength. */
const chunkBytes = 256 * 1024;
/** An answer is a line; whatever sends more is no clamd. */
const mostAnswer = 10_000;

/** Chunks, each after its length in four bytes, big end first; a length of nothing ends them. */
function* streamed(content: Buffer): Generator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for (let at = 0; at < content.length; at += chunkBytes) {
    const chunk = content.subarray(at, at + chunkBytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    yield length;
    yield chunk;
  }
  yield Buffer.alloc(4);
}

/** `stream: OK`, `stream: NAME FOUND`, or `… ERROR`. */
function verdictOf(answer: string): Verdict {
  const line = answer.replace(/\0[^]*$/, '').trim();
  if (line === 'stream: OK') return { clean: true };
  const [, finding] = /^stream: (.+) FOUND$/s.exec(line) ?? [];
  if (finding !== undefined) return { clean: false, finding: findingOf(finding) };
  throw new ScannerFailed(`clamd said: ${findingOf(line)}`);
}

/**
 * What clamd says of a file.
 *
 * @throws ScannerFailed where it cannot be reached, takes too long, or answers neither OK nor FOUND
 */
export function askClamd({ host, port }: ClamdAddress, content: Buffer, timeoutMs: number): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let answer = '';
    const done = (how: () => void) => {
      clearTimeout(timer);
      socket.destroy();
      how();
    };
    const fail = (why: string) => done(() => reject(new ScannerFailed(`clamd at ${host}:${port}: ${why}`)));
    const timer = setTimeout(() => fail(`no answer in ${timeoutMs} ms`), timeoutMs);
    const judge = () =>
      done(() => {
        try {
          resolve(verdictOf(answer));
        } catch (error) {
          reject(error instanceof Error ? error : new ScannerFailed(String(error)));
        }
      });
    socket.setEncoding('utf8');
    socket.on('connect', () => {
      for (const part of streamed(content)) socket.write(part);
    });
    socket.on('data', (text: string) => {
      answer += text;
      // a z-command's answer ends with a zero byte; it may come before all was sent, where the file is too large
      if (answer.includes('\0') || answer.length > mostAnswer) judge();
    });
    socket.on('end', judge);
    socket.on('error', (error) => fail(error.message));
  });
}
