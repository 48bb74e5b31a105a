/** `npm run bench -- steps`: builds the project, the bench and, with `--against`, a commit, and runs the bench. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCommit, buildPresent } from './builds.mjs';

const given = process.argv.slice(2);
// what else is given the bench reads itself, and explains where it is wrong
const { values, tokens } = parseArgs({
  args: given,
  options: { against: { type: 'string' } },
  strict: false,
  tokens: true,
});
const bench = await buildPresent();
const args = [...given];
if (typeof values.against === 'string') {
  const { name, bench: other } = await buildCommit(values.against);
  const { index, inlineValue } = tokens.find((token) => token.kind === 'option' && token.name === 'against');
  args.splice(index, inlineValue ? 1 : 2, '--against', `${name}=${other}`);
}
const main = ['--enable-source-maps', join(bench, 'main.js'), ...args];
process.exit(spawnSync(process.execPath, main, { stdio: 'inherit' }).status ?? 1);
