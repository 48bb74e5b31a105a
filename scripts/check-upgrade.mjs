/**
 * Tries an upgrade: `npm run check:upgrade -- COMMIT` starts that version with its demonstration city, brings transfers to
 * every state and step, ends it, starts today's version on its data folder, and looks whether all is there, is proved and goes
 * on. Without COMMIT, from the version before. docs/operations/upgrading.md tells what is looked at.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { provideCommit } from './commit-folder.mjs';
import { root } from './install.mjs';
import { prepare } from './prepare.mjs';
import { makeData, removeData, startSystem, Wrong } from './running-system.mjs';
import {
  documentsAreMade,
  exportsVerify,
  filesAreThere,
  fine,
  limitPassed,
  noTroubles,
  rebuilt,
  sameAsBefore,
  sentAgain,
  signaturesRequired,
  stepsOn,
  verified,
} from './upgrade/after.mjs';
import { bringAll, bringLast } from './upgrade/before.mjs';
import { each, fuquan } from './upgrade/command.mjs';
import { peopleOf } from './upgrade/people.mjs';
import { look, missing } from './upgrade/seen.mjs';

/** The version before: what is upgraded from unless another one is named. */
const versionBefore = 'd6c9121';
const command = [process.execPath, join('scripts', 'start.mjs')];
/** A version's first start builds it. */
const patience = 600_000;

const began = Date.now();
const say = (what) => console.log(`upgrade: ${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s  ${what}`);
const rows = [];
/** The system that runs now: whoever ends this program ends it too. */
let running;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, async () => {
    await running?.stop();
    process.exit(1);
  });

/** Does one check; a failure is a row of the table like others, and the next one is done all the same. */
async function check(what, work) {
  let row;
  try {
    row = { what, right: true, detail: String((await work()) ?? '') };
  } catch (error) {
    row = { what, right: false, detail: error instanceof Wrong ? error.message : error.stack };
  }
  tell(row);
}

function tell(row) {
  rows.push(row);
  say(`${row.right ? 'right' : 'WRONG'}  ${row.what}: ${row.detail}`);
}

/** In the version before: everything in its place, looked at, exported and signed. */
async function prepareBefore(system, folder, kept) {
  const version = await peopleOf(folder, system.server);
  await bringAll(version, (title) => say(`in its place: ${title}`));
  const seen = await look(version);
  const token = await version.tokenOf('auditor');
  const files = [];
  const take = async (id) => {
    const file = join(kept, `${id}.jsonl`);
    const { code, text } = await fuquan(version, ['export', id, '-o', file], { token });
    if (code !== 0) throw new Wrong(`the version before does not export ${id}: ${text}`);
    files.push(file);
  };
  await each(Object.keys(seen.transfers), take);
  const checkpoint = join(kept, 'checkpoint.json');
  const whole = join(kept, 'whole.jsonl');
  await fine(version, ['checkpoint', '--data', system.data, '-o', checkpoint]);
  await fine(version, ['export', '--all', '-o', whole], { token });
  const passing = await bringLast(version);
  await take(passing);
  return { version, seen, files, checkpoint, whole, passing };
}

/** Today's version on the folder that the version before has left. */
async function checkAfter(system, { version: old, seen, files, checkpoint, whole, passing }) {
  const { data } = system;
  const version = await peopleOf(root, system.server);
  const options = { token: await version.tokenOf('auditor') };
  const ids = Object.keys(seen.transfers);
  const all = [...ids, passing];
  for (const row of await sameAsBefore(version, seen)) tell(row);
  await check('files have their bytes', () => filesAreThere(version, old.uploaded));
  await check('documents can be made', () => documentsAreMade(version, seen));
  await check('a limit that passed meanwhile is marked', () => limitPassed(version, passing));
  await check('what is sent again is answered', () => sentAgain(version, old));
  await check('verification', () => verified(version));
  await check('earlier exports verify', () => exportsVerify(version, files));
  const key = join(data, 'keys', 'checkpoint.pem.pub');
  await check("the whole city's, with its checkpoint", async () => {
    await fine(version, ['verify', '--file', whole, '--public-key', key, '--checkpoint', checkpoint]);
  });
  const compare = async () => (await fine(version, ['compare', '--all'], options)).split('\n').slice(0, 4).join('; ');
  await check('compared with the engine', compare);
  await check('next step of each', () => stepsOn(version, all, 'time'));
  await check('verification after it', () => verified(version));
  await check('signatures required', () => signaturesRequired(version, data));
  await check('next step of each, signed', () => stepsOn(version, all, 'note'));
  await check('no troubles', () => noTroubles(version));
  await check('evidence hashed again', () => fine(version, ['verify', '--evidence'], options));
  const { temporalPort } = JSON.parse(readFileSync(join(data, 'instance.json'), 'utf8'));
  await check('a run deleted, and rebuilt', () => rebuilt(version, data, temporalPort, passing));
  await check('compared with the engine again', compare);
  await check('verification again', () => verified(version));
  await check('a new checkpoint', async () => {
    await fine(version, ['checkpoint', '--data', data, '-o', `${checkpoint}.next`]);
  });
}

async function main(named) {
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'FUQUAN_KEY', 'FUQUAN_PAYLOAD_KEY']) delete process.env[name];
  const data = makeData();
  process.env.FUQUAN_DATA = data;
  // as npm start finds it; the version before looks in other places
  const temporal = await prepare(new AbortController().signal);
  const { name, folder } = provideCommit(named);
  // no run is to be healed by itself before the command is tried
  const environment = { ...process.env, TEMPORAL_CLI_PATH: temporal, FUQUAN_REBUILDS_PER_MINUTE: '0' };
  const kept = makeData();
  try {
    const start = async (of) => (running = await startSystem({ environment, data, folder: of, command, patience }));
    say(`starting ${name}`);
    const before = await start(folder);
    let prepared;
    try {
      prepared = await prepareBefore(before, folder, kept);
      const { steps, powerStates, transferStates, counts } = missing(prepared.version, prepared.seen);
      for (const [what, list] of Object.entries({ steps, powerStates, transferStates }))
        tell({ what: `nothing left out: ${what}`, right: list.length === 0, detail: list.join(', ') || 'all' });
      say(`${counts.transfers} transfers, ${counts.steps} steps, ${counts.powers} states of powers`);
    } finally {
      await before.stop();
    }
    say('starting the version of today');
    const now = await start(root);
    try {
      await checkAfter(now, prepared);
    } finally {
      await now.stop();
    }
  } finally {
    removeData(data);
    removeData(kept);
  }
  return name;
}

try {
  const name = await main(process.argv[2] ?? versionBefore);
  const wrong = rows.filter(({ right }) => !right);
  const width = Math.max(...rows.map(({ what }) => what.length));
  console.log(`\nfrom ${name} to the version of today`);
  for (const { what, right, detail } of rows)
    console.log(`  ${right ? 'right' : 'WRONG'}  ${what.padEnd(width)}  ${detail.split('\n')[0].slice(0, 160)}`);
  console.log(`\n${rows.length - wrong.length} right, ${wrong.length} wrong`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
} catch (error) {
  console.error(`upgrade: ${error instanceof Wrong ? error.message : error.stack}`);
  process.exitCode = 1;
}
