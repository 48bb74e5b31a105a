/** What the bench is asked for. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const usage = `npm run bench -- steps [--clients 1,8,50] [--rounds 5] [--powers 100,500] [--json]
                       [--against COMMIT] [--profile DIR]

  --powers    '' leaves the transfers of many powers out
  --against   that commit as one more contender, built in a worktree of its own
  --profile   CPU profiles of the workers are written there
`;

/** What the bench is asked for. */
export interface Options {
  readonly clients: readonly number[];
  readonly rounds: number;
  readonly powers: readonly number[];
  readonly json: boolean;
  /** Another build: what it is called, and the folder that its bench lies in. */
  readonly against: { readonly name: string; readonly bench: string } | null;
  /** Folder for CPU profiles of the workers. */
  readonly profile: string | null;
}

const list = (text: string): number[] =>
  text
    .split(',')
    .filter((part) => part !== '')
    .map(Number);

function read(): Options | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      clients: { type: 'string', default: '1,8,50' },
      rounds: { type: 'string', default: '5' },
      powers: { type: 'string', default: '100,500' },
      json: { type: 'boolean', default: false },
      // run.mjs has built it and put NAME=FOLDER in the commit's place
      against: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const clients = list(values.clients);
  const powers = list(values.powers);
  const rounds = Number(values.rounds);
  const counts = [...clients, ...powers, rounds];
  const right = counts.every((n) => Number.isInteger(n) && n > 0) && powers.every((n) => n % 2 === 0 && n <= 500);
  if (positionals[0] !== 'steps' || positionals.length > 1 || !right) return null;
  const [, name = '', bench = ''] = /^([^=]+)=(.+)$/.exec(values.against ?? '') ?? [];
  return {
    clients,
    rounds,
    powers,
    json: values.json,
    against: values.against === undefined ? null : { name, bench },
    profile: values.profile === undefined ? null : resolve(values.profile),
  };
}

/** Reads the command line; where it is wrong, explains it and ends. */
export function readOptions(): Options {
  let options: Options | null = null;
  try {
    options = read();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n`);
  }
  if (options) return options;
  process.stderr.write(usage);
  process.exit(2);
}
