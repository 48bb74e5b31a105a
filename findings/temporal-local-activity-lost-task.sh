#!/usr/bin/env bash
# Temporal's TypeScript SDK 1.24.0 (its core, written in Rust): a worker gets a workflow task after it has timed out, begins
# a local activity, and gets the next task, with an Update, while that activity runs. The run goes on in memory, in two
# activations; what it asks for then stands in a history that does not replay (TMPRL1100), though the workflow's code is
# deterministic. The core logs "Trying to send a new WFT for a run which already has one!" and goes on.
# Our code takes it into account in workflows/procedure/procedure.ts (decision 15).
#
# The worker reaches the server through a few lines of TCP that hold back what the server says: as a process that stands
# still does. TEMPORAL_CLI_PATH names a `temporal` program; otherwise one that is there is taken, or the package fetches one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" @temporalio/{client,worker,workflow,activity,testing}@1.24.0
cat > "$folder/workflows.js" <<'JS'
const { proxyLocalActivities, sleep, condition, setHandler, defineUpdate } = require('@temporalio/workflow');
const { write } = proxyLocalActivities({ startToCloseTimeout: '30s' });
// what has happened is written down, all that is there in one call
exports.diary = async function () {
  let happened = [];
  let over = false;
  setHandler(defineUpdate('tell'), async (what) => {
    happened.push(what);
    over = what === 'end';
  });
  void sleep(1500).then(() => happened.push('timer'));
  while (!over || happened.length > 0) {
    await condition(() => happened.length > 0);
    const now = happened;
    happened = [];
    await write(now.join(' '));
  }
};
JS
cat > "$folder/run.js" <<'JS'
const { writeFileSync } = require('node:fs');
const net = require('node:net');
const { once } = require('node:events');
const { setTimeout: wait } = require('node:timers/promises');
const { NativeConnection, Worker, Runtime, DefaultLogger } = require('@temporalio/worker');
const { TestWorkflowEnvironment } = require('@temporalio/testing');
const workflowsPath = require.resolve('./workflows.js');
async function until(so) {
  for (let tried = 0; !(await so()); tried++) {
    if (tried > 1500) throw new Error('it never comes to that');
    await wait(20);
  }
}
async function main() {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const path = process.env.TEMPORAL_CLI_PATH;
  const environment = await TestWorkflowEnvironment.createLocal(
    path ? { server: { executable: { type: 'existing-path', path } } } : {},
  ).catch((error) => {
    console.error(`no Temporal server can be had (name one with TEMPORAL_CLI_PATH): ${error.message}`);
    process.exit(75);
  });
  const { workflow, connection } = environment.client;
  const [host, port] = environment.address.split(':');
  let held;
  const way = net.createServer((near) => {
    const far = net.connect(Number(port), host);
    near.pipe(far);
    far.on('data', (bytes) => (held ? held.push([near, bytes]) : near.write(bytes)));
    for (const one of [near, far]) one.on('error', () => {}).on('close', () => (near.destroy(), far.destroy()));
  });
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  let begun = () => {};
  let gate = Promise.resolve();
  const writes = [];
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: `127.0.0.1:${way.address().port}` }),
    taskQueue: 'finding',
    workflowsPath,
    activities: {
      async write(text) {
        writes.push(text);
        begun();
        await gate;
      },
    },
  });
  const running = worker.run();
  const options = { taskQueue: 'finding', workflowId: 'diary', workflowTaskTimeout: '3s' };
  const handle = await workflow.start('diary', options);
  const count = async (kind) => (await handle.fetchHistory()).events.filter((event) => event[kind]).length;
  const tasks = (started) => async () => (await count('workflowTaskStartedEventAttributes')) === started;
  await until(async () => (await count('timerStartedEventAttributes')) === 1);
  held = [];
  await until(tasks(2)); // the timer's task, of which the worker does not hear
  const told = handle.executeUpdate('tell', { args: ['update'] });
  await wait(300);
  const lost = held.length;
  await until(async () => (await count('workflowTaskTimedOutEventAttributes')) === 1);
  await until(tasks(3)); // the next, with the Update
  let open;
  gate = new Promise((resolve) => (open = resolve));
  const writing = new Promise((resolve) => (begun = resolve));
  const later = held;
  for (const [near, bytes] of later.splice(0, lost)) near.write(bytes);
  await writing;
  for (const [near, bytes] of later) near.write(bytes);
  held = undefined;
  await wait(300);
  open();
  await told;
  await handle.executeUpdate('tell', { args: ['end'] });
  await handle.result();
  const history = await handle.fetchHistory();
  worker.shutdown();
  await running;
  const replay = await Worker.runReplayHistory({ workflowsPath }, history).then(
    () => 'it replays',
    (error) => /\[TMPRL\d+\] [^"\\]*/.exec(error.message)?.[0] ?? error.message,
  );
  await environment.teardown();
  const said = [
    `@temporalio/worker ${require('@temporalio/worker/package.json').version}, written: ${writes.join(' | ')}`,
    'expected: the history of a run that went well replays by the code that it ran by',
    `seen: ${replay}`,
  ];
  writeFileSync('said', said.map((line) => `${line}\n`).join(''));
  process.exit(/TMPRL1100/.test(replay) ? 0 : 1);
}
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
JS
cd "$folder"
if [ -z "${TEMPORAL_CLI_PATH:-}" ]; then
  for program in "$(command -v temporal || true)" "${GOBIN:-$HOME/go/bin}/temporal"; do
    if [ -x "$program" ]; then export TEMPORAL_CLI_PATH=$program; break; fi
  done
fi
outcome=0
node run.js > log 2>&1 || outcome=$?
if [ -f said ]; then cat said; else cat log; fi
exit "$outcome"
