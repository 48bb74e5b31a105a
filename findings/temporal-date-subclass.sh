#!/usr/bin/env bash
# In a workflow, Temporal's TypeScript SDK 1.24.0 puts a plain function in the place of Date that returns another object. So
# what extends Date is none of its class: `new Day()` has no method of Day, and `instanceof Day` is false, without an error
# where the name is one that Date has, too: a class of days in UTC (as @date-fns/utc has one) silently answers in the zone of
# the worker. And `Date()` without `new`, a text everywhere else, is an object.
# Our code: workflows/ has no Date at all; days are texts, time is a number (src/domain/procedure/calendar.ts).
# TEMPORAL_CLI_PATH names a `temporal` program; otherwise one that is there is taken, or the package fetches one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" @temporalio/{client,worker,workflow,activity,testing}@1.24.0 @date-fns/utc@2.1.1
cat > "$folder/workflows.js" <<'JS'
const { UTCDate } = require('@date-fns/utc');
class Day extends Date {
  name() {
    return this.toISOString().slice(0, 10);
  }
}
exports.days = async function () {
  const day = new Day(0);
  const utc = new UTCDate(0);
  return { 'instanceof Day': day instanceof Day, name: typeof day.name, 'hours of UTCDate(0)': utc.getHours(), 'Date()': typeof Date() };
};
JS
cat > "$folder/run.js" <<'JS'
const { Worker, Runtime, DefaultLogger } = require('@temporalio/worker');
const { TestWorkflowEnvironment } = require('@temporalio/testing');
const { days } = require('./workflows.js');
async function main() {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const path = process.env.TEMPORAL_CLI_PATH;
  const environment = await TestWorkflowEnvironment.createLocal(
    path ? { server: { executable: { type: 'existing-path', path } } } : {},
  ).catch((error) => {
    console.error(`no Temporal server can be had (name one with TEMPORAL_CLI_PATH): ${error.message}`);
    process.exit(75);
  });
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue: 'finding',
    workflowsPath: require.resolve('./workflows.js'),
  });
  const seen = await worker.runUntil(
    environment.client.workflow.execute('days', { taskQueue: 'finding', workflowId: 'days' }),
  );
  await environment.teardown();
  const expected = await days();
  console.log(`@temporalio/workflow ${require('@temporalio/workflow/package.json').version}, node ${process.version}, TZ ${process.env.TZ}`);
  console.log(`expected: ${JSON.stringify(expected)}`);
  console.log(`seen:     ${JSON.stringify(seen)}`);
  const wanted = { 'instanceof Day': false, name: 'undefined', 'hours of UTCDate(0)': 8, 'Date()': 'object' };
  process.exitCode = JSON.stringify(seen) === JSON.stringify(wanted) ? 0 : 1;
}
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
JS
TZ=Asia/Shanghai node "$folder/run.js"
