/** `npm run bench:tables`: builds the project and the bench, and shows what reading tables costs those who ask meanwhile. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildPresent } from './builds.mjs';

const bench = await buildPresent();
const args = ['--enable-source-maps', join(bench, 'tables.js'), ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1);
