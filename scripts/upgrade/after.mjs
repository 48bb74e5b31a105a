/** What must hold when the version of today has taken over a data folder. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../install.mjs';
import { Wrong } from '../running-system.mjs';
import { each, fuquan } from './command.mjs';
import { differences, look, told } from './seen.mjs';

const patienceMs = 60_000;
/** How many of the last completions are sent again. */
const sentAgainMost = 20;
const over = new Set(['ended', 'withdrawn']);

const lengthOf = async (version, id) =>
  (await version.list(`/api/transfers/${id}/history?limit=100`, 'auditor')).length;

/** Asks again and again until it answers something. */
async function until(what, ask) {
  for (const deadline = Date.now() + patienceMs; ; await wait(200)) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Wrong(`${what}: not within ${patienceMs / 1000} s`);
  }
}

/** What was shown before is shown now, kind by kind. */
export async function sameAsBefore(version, before) {
  const kept = before.transfers;
  const after = await look(version);
  const rows = [];
  const row = (what, count, found) =>
    rows.push({ what, right: found.length === 0, detail: [`${count}`, ...told(found)].join('\n') });
  for (const kind of ['transfer', 'tasks', 'history', 'notes', 'documents']) {
    const of = (seen) => Object.fromEntries(Object.keys(kept).map((id) => [id, seen.transfers[id]?.[kind]]));
    const items =
      kind === 'transfer' ? Object.keys(kept) : Object.values(of(before)).flatMap((one) => Object.keys(one));
    row(`as before: ${kind}`, items.length, differences(of(before), of(after)));
  }
  for (const kind of ['tasks', 'register', 'notices', 'settings'])
    row(`as before: ${kind} of the city`, Object.keys(before[kind]).length, differences(before[kind], after[kind]));
  return rows;
}

/** Files have the bytes with which they were uploaded. */
export async function filesAreThere(version, uploaded) {
  for (const { id, username, content } of uploaded)
    if (!content.equals(await version.bytes(`/api/files/${id}/content`, username)))
      throw new Wrong(`${id} of ${username} has other bytes`);
  return `${uploaded.length} files`;
}

/** Every document of before can be laid out. */
export async function documentsAreMade(version, { transfers }) {
  const files = Object.values(transfers).flatMap(({ documents }) => Object.values(documents).map(({ pdf }) => pdf));
  for (const file of files)
    if (!(await version.bytes(file, 'coordinator')).subarray(0, 5).equals(Buffer.from('%PDF-')))
      throw new Wrong(`${file} is no PDF`);
  return `${files.length} documents`;
}

/** Who got no answer before the upgrade sends again with the same key: it is answered, and nothing is done twice. */
export async function sentAgain(version, before) {
  const last = before.completed.slice(-sentAgainMost);
  for (const { task, completion, by } of last) {
    const { client } = await version.people.named(by);
    const id = task.transfer.id;
    const entries = await lengthOf(version, id);
    const answer = await client.complete(task.id, completion, before.keyOf(task));
    if (answer.transfer.id !== id) throw new Wrong(`${task.step} of ${id} is answered with ${answer.transfer.id}`);
    if ((await lengthOf(version, id)) !== entries) throw new Wrong(`${task.step} of ${id} was done twice`);
  }
  return `${last.length} completions`;
}

/** What is asked for once after an upgrade from a version that signed nothing; one that required it already says so. */
export async function signaturesRequired(version, data) {
  const { code, text } = await fuquan(version, ['admin', 'require-signatures', '--yes', '--data', data]);
  if (code !== 0 && !text.includes('signatures are required already')) throw new Wrong(text);
  return text;
}

/** Nothing is told that does not get through. */
export async function noTroubles(version) {
  const items = await version.list('/api/troubles', 'coordinator');
  if (items.length > 0) throw new Wrong(JSON.stringify(items, null, 1));
}

/** The limit that passed while nothing ran is marked, and recorded. */
export const limitPassed = (version, id) =>
  until('the limit that passed is marked', async () => {
    const { tasks } = await version.read(`/api/transfers/${id}`, 'coordinator');
    const entries = await version.list(`/api/transfers/${id}/history`, 'coordinator');
    return tasks.every(({ overdue }) => overdue) && entries.length > 1 && entries.map(({ kind }) => kind).join(', ');
  });

export async function verified(version) {
  const found = await version.read('/api/verification', 'auditor');
  const { verdict, entries, ...more } = found;
  if (verdict !== 'intact') throw new Wrong(JSON.stringify(more, null, 1).slice(0, 3000));
  return `${entries} entries intact`;
}

/** A command that must end with 0. */
export async function fine(version, args, options) {
  const { code, text } = await fuquan(version, args, options);
  if (code !== 0) throw new Wrong(`fuquan ${args.join(' ')} ended with ${code}: ${text}`);
  return text;
}

export async function exportsVerify(version, files) {
  await each(files, (file) => fine(version, ['verify', '--file', file]));
  return `${files.length} files`;
}

/**
 * One transfer's next step: every open task is completed. Without one, time goes on, or (where it goes by real days) something
 * is noted. What was done, in words.
 */
async function stepOf(version, id, withoutTask) {
  const { client } = await version.people.named('coordinator');
  let transfer = await client.transfer(id);
  const done = [];
  if (transfer.state === 'suspended') {
    transfer = await client.act(id, 'resume', { reason: '升级检查' });
    done.push('resume');
  }
  const before = await lengthOf(version, id);
  if (transfer.tasks.length > 0) {
    const count = await version.driver.advance(transfer);
    if (count !== transfer.tasks.length)
      throw new Wrong(`${count} of ${transfer.tasks.length} tasks could be completed`);
    done.push(...transfer.tasks.map(({ step }) => step));
  } else if (withoutTask === 'time') {
    await client.setPace(id, 20);
    await until('time goes on', async () => (await lengthOf(version, id)) > before + 1);
    await client.setPace(id, null);
    done.push('(time)');
  } else {
    await client.addNote(id, { code: 'comment', text: '升级检查' });
    done.push('(note)');
  }
  await until('the step is in the ledger', async () => (await lengthOf(version, id)) > before);
  return done;
}

/** The next step of every living transfer; those that do not take it are named. */
export async function stepsOn(version, ids, withoutTask) {
  const steps = [];
  const wrong = [];
  await each(ids, async (id) => {
    const { state, title } = await version.read(`/api/transfers/${id}`, 'coordinator');
    if (over.has(state)) return;
    try {
      steps.push(await stepOf(version, id, withoutTask));
    } catch (error) {
      wrong.push(`${title}: ${error.message} ${JSON.stringify(error.body?.errors ?? '')}`);
    }
  });
  if (wrong.length > 0) throw new Wrong(wrong.join('\n'));
  return `${steps.length} transfers: ${[...new Set(steps.flat())].sort().join(', ')}`;
}

/** Deletes a transfer's run in the engine, and brings it back from its ledger by the command. */
export async function rebuilt(version, data, port, id) {
  const { Connection } = createRequire(join(root, 'package.json'))('@temporalio/client');
  const connection = await Connection.connect({ address: `127.0.0.1:${port}` });
  const request = { namespace: 'default', workflowExecution: { workflowId: id } };
  try {
    await connection.workflowService.deleteWorkflowExecution(request);
    const gone = ({ code }) => code === 5;
    const describe = { namespace: 'default', execution: { workflowId: id } };
    await until('its run is gone', () =>
      connection.workflowService.describeWorkflowExecution(describe).then(() => false, gone),
    );
  } finally {
    await connection.close();
  }
  const text = await fine(version, ['rebuild', '--data', data]);
  const [line] = text.split('\n').filter((one) => one.includes(id));
  if (!line?.startsWith('rebuilt')) throw new Wrong(`it was not rebuilt: ${text}`);
  return `${line.split(/\s+/)[1]} entries, then ${(await stepOf(version, id, 'note')).join(', ')}`;
}
