/** A terminal for tests: what was said, and the exit code. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/program';

export interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `fuquan` with these words in an environment of its own, where nobody is signed in. */
export async function fuquan(
  words: readonly string[],
  more: { readonly environment?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Said> {
  let out = '';
  let err = '';
  const environment = { HOME: home(), LANG: 'en_US.UTF-8', ...more.environment };
  const exit = await run(words, {
    environment,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    interactive: false,
    input: () => Promise.resolve(more.input ?? ''),
  });
  return { exit, out, err };
}

/** A home of its own, so that tests do not sign one another in. */
export const home = (): string => mkdtempSync(join(tmpdir(), 'fuquan-cli-'));
