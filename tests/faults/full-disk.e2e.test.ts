/**
 * The disk is full on which database and engine keep everything: whoever acts is told so, nothing is half done, and all goes
 * on when there is room. On a small file system in memory, which only the administrator of a machine may mount: elsewhere
 * the test is skipped, and says why.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf, reasonOf } from '../../src/runtime/trouble';
import { startApi, type ApiProcess } from './api-process';
import { eventually, foundCity, type City } from './city';
import { launchThrough, type Launched } from './launched';

const mount = (folder: string) =>
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=0755', 'tmpfs', folder], { stdio: 'pipe' });
const unmount = (folder: string) => execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });

/** Why no small disk can be had; undefined: it can. */
function whyNone(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'fuquan-small-'));
  try {
    mount(folder);
    unmount(folder);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  } finally {
    rmdirSync(folder);
  }
}
const whyNot = whyNone();
if (whyNot !== undefined) console.warn(`no test of a full disk: a file system in memory cannot be mounted (${whyNot})`);
const describeOnSmallDisk = whyNot === undefined ? describe : describe.skip;

const problem = z.looseObject({ code: z.string() });
const report = z.looseObject({ verdict: z.string() });
const troubleList = z.looseObject({ items: z.array(z.looseObject({ kind: z.string() })) });

describeOnSmallDisk('a disk that is full', () => {
  let folder: string;
  let ballast: string;
  let city: City;
  let api: ApiProcess;
  let token: string;
  let chief: string;
  let transfer: Launched;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fuquan-small-'));
    mount(folder);
    ballast = join(folder, 'ballast');
    city = await foundCity(5, { folder });
    await city.worker();
    api = await startApi(city, { FUQUAN_STORAGE_FOLDER: folder, FUQUAN_STORAGE_FREE_MIB: '32' });
    token = await api.signIn('coordinator');
    chief = await api.signIn('kaihua-chief');
    transfer = await launchThrough(api, city, token, ['MR-001']);
  });
  afterAll(async () => {
    await api.kill();
    await city.stop();
    unmount(folder);
    rmdirSync(folder);
  });

  /** Writes until nothing more goes in. */
  function fill(): void {
    const file = openSync(ballast, 'a');
    try {
      for (const size of [1 << 20, 4_096]) {
        const chunk = Buffer.alloc(size);
        try {
          while (writeSync(file, chunk) === size);
        } catch (error) {
          if (codeOf(error) !== 'ENOSPC') throw error;
        }
      }
    } finally {
      closeSync(file);
    }
  }
  /** What somebody was told: status, and the code of a refusal. */
  async function told(response: Response): Promise<string> {
    if (response.ok) return `${response.status}`;
    return `${response.status} ${problem.parse(await response.json()).code}`;
  }
  const upload = async () => {
    const body = new FormData();
    body.set('file', new Blob([randomBytes(2_000)], { type: 'application/pdf' }), 'minutes.pdf');
    return told(await api.call('/api/files', { token: chief, body }));
  };
  /** A note that needs room: what it says cannot be made smaller. */
  const note = () => ({ key: randomUUID(), body: { code: 'comment', text: randomBytes(1_900).toString('hex') } });
  const send = async ({ key, body }: ReturnType<typeof note>) =>
    told(await api.call(`/api/transfers/${transfer.id}/notes`, { token, key, body }));
  /** Keys of all that people did, and how often the ledger has a text. */
  const ledger = async () => {
    const { rows } = await city.database.query<{ key: string; content: string }>(
      `select key, content from ledger where transfer = $1 and key <> 'launch' order by seq`,
      [transfer.id],
    );
    const times = (text: string) => rows.filter(({ content }) => content.includes(text)).length;
    return { keys: rows.map(({ key }) => key), times };
  };
  const kinds = async () => (await api.json(troubleList, '/api/troubles', { token })).items.map(({ kind }) => kind);

  it('whoever acts is told that it is full, nothing is half done, and all goes on when there is room', async () => {
    expect(await send(note())).toBe('201');
    expect(await kinds()).not.toContain('storage-low');
    fill();
    expect(await upload()).toBe('503 storage-full');
    // what has room in pages that are there is taken, up to the one that has none
    const taken: string[] = [];
    const last = await eventually('one is refused', async () => {
      const sent = note();
      const answer = await send(sent);
      if (answer === '201') taken.push(sent.body.text);
      return answer !== '201' && { sent, answer };
    });
    expect(last.answer).toBe('503 storage-full');

    rmSync(ballast);
    // the same act again is the same act
    await eventually('it is taken', async () => (await send(last.sent)) === '201');
    expect(await send(last.sent)).toBe('201');
    const { keys, times } = await ledger();
    expect([...taken, last.sent.body.text].map(times)).toEqual([...taken, last].map(() => 1));
    // with the first one
    expect(keys).toHaveLength(taken.length + 2);
    expect(await upload()).toBe('201');
    expect(await transfer.answer()).toMatchObject({ receipt: {} });
    expect(await transfer.wrong(keys)).toEqual([]);
    expect(await kinds()).not.toContain('storage-low');
    const auditor = await api.signIn('auditor');
    expect((await api.json(report, '/api/verification?signatures=true', { token: auditor })).verdict).toBe('intact');
  });
});
