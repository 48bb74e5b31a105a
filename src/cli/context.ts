/** What every command of `fuquan` works with: where it speaks, in which language, as whom. */
import type { Command } from 'commander';
import { createClient, type Client } from '../client/client';
import type { Words } from '../domain/procedure/step';
import { readSession } from './session';
import { titlesFrom, type Titles } from './titles';

export type Language = keyof Words;

/** The process as the command line sees it; tests bring their own. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** A person sits there and can be asked. */
  readonly interactive: boolean;
  /** Standard input as text, for what is piped in. */
  readonly input: () => Promise<string>;
}

/** Options that every command takes. */
export interface GlobalOptions {
  readonly server?: string;
  readonly token?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** One invocation. */
export interface Context {
  readonly terminal: Terminal;
  readonly language: Language;
  readonly say: (words: Words) => string;
  readonly json: boolean;
  readonly server: string;
  readonly token: string | undefined;
  readonly client: Client;
  /** What steps, outcomes and states are called in a procedure; in transfers of powers where none is named. */
  readonly titles: (procedure?: string) => Promise<Titles>;
}

export const defaultServer = 'http://127.0.0.1:8080';

/** The language asked for with `--lang`, else that of LC_ALL or LANG, else Chinese. */
export function languageOf(argv: readonly string[], environment: Terminal['environment']): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[at] ?? '';
  const asked = at < 0 ? undefined : word.includes('=') ? word.slice('--lang='.length) : argv[at + 1];
  const spoken = asked ?? environment['LC_ALL'] ?? environment['LANG'] ?? '';
  return spoken.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

/** The context of a command, from its options and those above it. */
export async function contextOf(command: Command, terminal: Terminal, language: Language): Promise<Context> {
  const options: GlobalOptions = command.optsWithGlobals();
  const { environment } = terminal;
  const session = await readSession(environment);
  const server = options.server ?? environment['FUQUAN_SERVER'] ?? session?.server ?? defaultServer;
  const own = session?.server === server ? session.token : undefined;
  const token = options.token ?? environment['FUQUAN_TOKEN'] ?? own;
  // somebody waits at the terminal: one and a half seconds are enough to know that nothing answers
  const client = createClient({ server, language, retries: 4, ...(token === undefined ? {} : { token }) });
  return {
    terminal,
    language,
    say: (words) => words[language],
    json: options.json ?? false,
    server,
    token,
    client,
    titles: titlesFrom(client),
  };
}
