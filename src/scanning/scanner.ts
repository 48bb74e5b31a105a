/** Looking at uploads for viruses before they are kept, by what the operator has set up. */
import { askClamd, type ClamdAddress } from './clamd';
import { runScan } from './command';
import type { Verdict } from './verdict';

export { ScannerFailed, type Verdict } from './verdict';

/** How uploads are scanned; read from the environment once. At least one of command and clamd is set. */
export interface ScanSettings {
  /** A program and its arguments; `{file}` among them stands for the path of the file. */
  readonly command: readonly string[] | null;
  readonly clamd: ClamdAddress | null;
  /** Milliseconds that one scanner has for one file. */
  readonly timeoutMs: number;
}

/** Whoever scans. */
export interface Scanner {
  /** As it is kept beside the file: which programs said that it is clean. */
  readonly name: string;
  /** Throws ScannerFailed where no answer could be had: the file is neither clean nor infected. */
  scan(content: Buffer): Promise<Verdict>;
}

/** The scanner of these settings. Where there are two, both must find a file clean. */
export function createScanner({ command, clamd, timeoutMs }: ScanSettings): Scanner {
  const [program] = command ?? [];
  const all = [
    ...(command && program !== undefined
      ? [{ name: nameOf(program), scan: (content: Buffer) => runScan(command, content, timeoutMs) }]
      : []),
    ...(clamd ? [{ name: 'clamd', scan: (content: Buffer) => askClamd(clamd, content, timeoutMs) }] : []),
  ];
  return {
    name: all.map(({ name }) => name).join(' + '),
    async scan(content) {
      for (const { scan } of all) {
        const verdict = await scan(content);
        if (!verdict.clean) return verdict;
      }
      return { clean: true };
    },
  };
}

/** A program's own name without its folders: where it lies on the server is nobody's business. */
const nameOf = (program: string): string => program.split(/[/\\]/).at(-1) || program;
