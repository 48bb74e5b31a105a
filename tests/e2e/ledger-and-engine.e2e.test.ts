import { createInterface } from 'node:readline';
import { newKeys } from '../../src/ledger/checkpoint';
import { verifyExport } from '../../src/ledger/export';
import { takeCheckpoint } from '../../src/ledger/stored';
import { violationsOn } from './accessibility';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

describeInBrowser('the ledger, its checkpoints and the engine in the browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  test('given a list that is being read, when others act, then new entries announce themselves and nothing moves until they are asked for', async () => {
    const first = await site.launch('开化街道农业事项', 'kaihua', ['AG-001']);
    const { page, context } = await site.signIn('auditor');
    await page.goto(`${site.url}/audit`);
    const rows = page.getByRole('region', { name: '检索到的台账记录' }).locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    const before = await rows.first().boundingBox();

    await site.launch('卧龙街道农业事项', 'wolong', ['AG-001']);
    await site.launch('新平街道农业事项', 'xinping', ['AG-001']);
    const show = page.getByRole('button', { name: '2 条新记录，显示' });
    await show.waitFor();
    expect(await rows.count()).toBe(1);
    expect(await rows.first().boundingBox()).toEqual(before);
    expect(await violationsOn(page)).toEqual([]);
    await show.click();
    await page.getByRole('link', { name: '新平街道农业事项 第 1 条' }).waitFor();
    expect(await rows.count()).toBe(3);
    await show.waitFor({ state: 'detached' });

    // only what the search would find is announced
    await page.goto(`${site.url}/audit?transfer=${first}`);
    await rows.first().waitFor();
    await site.launch('新平街道文化事项', 'xinping', ['CU-001']);
    const body = { reason: '目录正在调整' };
    await site.system.ask('POST', `/api/transfers/${first}/suspend`, { as: 'coordinator', body });
    await page.getByRole('button', { name: '1 条新记录，显示' }).click();
    await page.getByRole('link', { name: '开化街道农业事项 第 2 条' }).waitFor();
    expect(await rows.count()).toBe(2);
    await page.getByRole('button', { name: /条新记录/ }).waitFor({ state: 'detached' });
    await context.close();
  }, 90_000);

  test('given the audit page, when a checkpoint is taken, then the page says when, and how much came since; the whole ledger is taken away', async () => {
    const { page, context } = await site.signIn('auditor');
    await page.goto(`${site.url}/audit`);
    await page.getByText(/还没有签名检查点，\d+ 条记录只有哈希链为证/).waitFor();
    const { privateKey, publicKey } = newKeys();
    await takeCheckpoint(site.system.database.owner, privateKey, new Date());
    await site.launch('卧龙街道文化事项', 'wolong', ['CU-001']);
    await page.getByText(/最近的签名检查点：第 1 号，.*此后新增 1 条记录/).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载全部台账（JSONL）' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^fuquan-ledger-\d{4}-\d{2}-\d{2}\.jsonl$/);
    const lines = createInterface({ input: await download.createReadStream() });
    expect(await verifyExport(lines, [publicKey])).toMatchObject({ verdict: 'intact', checkpoints: 1 });
    await context.close();
  }, 60_000);

  test('given a transfer, when it is compared with the engine, then the verdict is plain; and of an altered entry it says so', async () => {
    const transfer = await site.launch('开化街道文化事项', 'kaihua', ['CU-001']);
    const { page, context } = await site.signIn('auditor');
    await page.goto(`${site.url}/audit/transfers/${transfer}`);
    const compare = page.getByRole('button', { name: '与流程引擎核对' });
    await compare.click();
    await page.getByRole('heading', { name: '台账与流程引擎一致' }).waitFor();
    await page.getByText('全部记录及其在引擎中的事件').click();
    await page.getByRole('link', { name: '第 1 条 发起' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);

    const { owner } = site.system.database;
    await owner.query('alter table ledger disable trigger user');
    await owner.query("update ledger set content = content || ' ' where transfer = $1", [transfer]);
    await compare.click();
    await page.getByRole('heading', { name: '台账与流程引擎不一致' }).waitFor();
    await page.getByRole('cell', { name: '引擎记载的与此不同：引擎记住的哈希不同' }).first().waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await context.close();
  }, 60_000);
});
