import { readdirSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peopleOf } from '../api/people';
import { button, declareNeed, heading, openTask } from './acting';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

describeInBrowser('everyday work in the browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  test('given a new transfer, when the chief answers by the form, then it is done once and the assessor sees the next task without reloading', async () => {
    const title = '开化街道文化事项';
    const transfer = await site.launch(title, 'kaihua', ['CU-001', 'CU-002']);
    const assessor = await site.signIn('culture-assessor');
    await assessor.page.getByText('现在没有等待您办理的任务').waitFor();

    const { page } = await site.signIn('kaihua-chief');
    await openTask(page, site.url, title);
    await declareNeed(page);
    const folder = mkdtempSync(join(tmpdir(), 'fuquan-evidence-'));
    const file = join(folder, '承接能力说明.txt');
    writeFileSync(file, '人员、场所、车辆均已落实。');
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('link', { name: '承接能力说明.txt' }).waitFor();
    expect(await page.locator('.fq-files').innerText()).toContain('SHA-256');
    rmSync(folder, { recursive: true });
    await button(page, '核对填写内容').click();
    await page.getByText('街道综合执法办公室').waitFor();
    await button(page, '确认提交').click();
    await heading(page, '已办结').waitFor();
    await page.getByRole('link', { name: /文化和旅游局：承接能力评估/ }).waitFor();

    // live: nobody has reloaded the assessor's page
    await assessor.page.getByRole('link', { name: '承接能力评估' }).waitFor();
    const { body } = await site.system.ask('GET', `/api/transfers/${transfer}/history`, { as: 'auditor' });
    expect(body.items?.map((entry) => entry['step'])).toEqual([null, 'declare-need']);
    await Promise.all([page.context().close(), assessor.context.close()]);
  });

  test('given an answer without its reason, when one goes on, then the summary names the field and leads to it', async () => {
    const title = '卧龙街道文化事项';
    await site.launch(title, 'wolong', ['CU-001', 'CU-002']);
    const { page, context } = await site.signIn('wolong-chief');
    await openTask(page, site.url, title);
    await page.getByRole('radio', { name: '不承接' }).first().check();
    await button(page, '继续').click();
    const line = page.getByRole('alert').getByRole('link', { name: 'CU-001：请写明理由' });
    await line.click();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
    await page.keyboard.type('本街道没有此类场所');
    await button(page, '继续').click();
    await heading(page, '填写表格').waitFor();
    await context.close();
  }, 60_000);

  test('given a half-written answer, when the session ends, then after signing in again nothing that was typed is lost', async () => {
    const title = '新平街道文化事项';
    await site.launch(title, 'xinping', ['CU-001', 'CU-002']);
    const { page, context } = await site.signIn('xinping-chief');
    await openTask(page, site.url, title);
    await page.getByRole('radio', { name: '不承接' }).first().check();
    await page.getByRole('textbox', { name: '理由' }).fill('写到一半的理由');
    await context.clearCookies();
    await page.goto(`${site.url}/transfers`);
    await page.getByText('登录已失效').waitFor();
    await page.locator('[data-account="xinping-chief"]').click();
    await heading(page, '赋权流程').waitFor();
    await openTask(page, site.url, title);
    expect(await page.getByRole('textbox', { name: '理由' }).inputValue()).toBe('写到一半的理由');
    await page.getByText('已恢复您上次填写的内容').waitFor();
    await context.close();
  }, 60_000);

  test('given one task in two tabs, when both write, then neither writes over the other, and what differs is named', async () => {
    const title = '新平街道养殖事项';
    await site.launch(title, 'xinping', ['AG-002', 'AG-003']);
    const { page, context } = await site.signIn('xinping-chief');
    await openTask(page, site.url, title);
    await declareNeed(page);
    const form = `${page.url().replace(/\?.*/, '')}?part=form`;
    await page.goto(form);
    const other = await context.newPage();
    await other.goto(form);
    const [premises, support] = ['办公办案场所', '检验检测支持'];
    const at = (one: typeof page, name: string) => one.getByLabel(name, { exact: true });
    await at(page, premises).fill('三楼综合执法办公室');
    await other.getByText('两边的内容已合并').waitFor();
    expect(await at(other, premises).inputValue()).toBe('三楼综合执法办公室');
    await at(other, support).fill('自有快检设备两台');
    await page.getByText('两边的内容已合并').waitFor();
    await page.reload();
    expect([await at(page, premises).inputValue(), await at(page, support).inputValue()]).toEqual([
      '三楼综合执法办公室',
      '自有快检设备两台',
    ]);

    // both within the moment before a draft is put by
    await Promise.all([at(page, premises).fill('五楼'), at(other, premises).fill('六楼')]);
    const clash = (one: typeof page) => one.getByText(/以下内容两边写得不同.*办公办案场所/).waitFor();
    await Promise.any([clash(page), clash(other)]);
    await context.close();
  }, 60_000);

  test('given two people at one task, when the second sends, then a clear message says who was first and what was typed stays', async () => {
    const title = '开化街道农业事项';
    await site.launch(title, 'kaihua', ['AG-001']);
    const [first, second] = [await site.signIn('kaihua-chief'), await site.signIn('kaihua-chief')];
    for (const { page } of [first, second]) {
      await openTask(page, site.url, title);
      await page.getByRole('radio', { name: '不承接' }).check();
      await page.getByRole('textbox', { name: '理由' }).fill('没有监管对象');
      for (const name of ['继续', '继续', '核对填写内容']) await button(page, name).click();
      await page.getByRole('checkbox', { name: /流程将结束/ }).check();
    }
    await button(first.page, '确认提交').click();
    await heading(first.page, '已办结').waitFor();
    await second.page.getByText('这个任务刚刚被他人办理或已关闭').waitFor();
    await button(second.page, '确认提交').click();
    await second.page.getByRole('alert').filter({ hasText: 'kaihua-chief' }).waitFor();
    expect(await second.page.locator('main').innerText()).toContain('没有监管对象');
    await Promise.all([first.context.close(), second.context.close()]);
  }, 90_000);

  test('given an outcome that ends a power, when it is sent unconfirmed, then it is held back until it is confirmed', async () => {
    const title = '卧龙街道农业事项';
    const transfer = await site.launch(title, 'wolong', ['AG-001']);
    const { page, context } = await site.signIn('wolong-chief');
    await openTask(page, site.url, title);
    await page.getByRole('radio', { name: '不承接' }).check();
    await page.getByRole('textbox', { name: '理由' }).fill('没有监管对象');
    for (const name of ['继续', '继续', '核对填写内容']) await button(page, name).click();
    await button(page, '确认提交').click();
    await page.getByText('请先确认').waitFor();
    const { body } = await site.system.ask('GET', `/api/transfers/${transfer}`, { as: 'auditor' });
    expect(body.state).toBe('in-progress');
    await page.getByRole('checkbox', { name: /流程将结束/ }).check();
    await button(page, '确认提交').click();
    await heading(page, '已办结').waitFor();
    await page.getByRole('link', { name: '查看流程' }).click();
    await page.getByText('不承接 1 项', { exact: true }).waitFor();
    await context.close();
  }, 60_000);

  test('given a running transfer, when the coordinator suspends it with a reason, then its tasks rest and the reason stands in the timeline', async () => {
    const title = '新平街道农业事项';
    const transfer = await site.launch(title, 'xinping', ['AG-001']);
    const { page, context } = await site.signIn('coordinator');
    await page.goto(`${site.url}/transfers/${transfer}`);
    await button(page, '中止').click();
    await button(page, '确认中止').click();
    await page.getByRole('alert').getByRole('link', { name: '请写明理由' }).waitFor();
    await page.getByRole('textbox', { name: '理由' }).fill('目录正在调整');
    await button(page, '确认中止').click();
    await page.getByText('已中止', { exact: true }).waitFor();
    await page.locator('.fq-timeline').getByText('目录正在调整').waitFor();
    const { body } = await site.system.ask('GET', '/api/tasks', { as: 'xinping-chief' });
    expect(body.items?.filter((task) => JSON.stringify(task).includes(transfer))).toEqual([]);
    await context.close();
  }, 60_000);

  test('given several tasks of one kind, when they are completed together, then each takes effect', async () => {
    const titles = ['文化批次甲', '文化批次乙'];
    const transfers = [
      await site.launch('文化批次甲', 'kaihua', ['CU-003']),
      await site.launch('文化批次乙', 'wolong', ['CU-003']),
    ];
    for (const [index, chief] of ['kaihua-chief', 'wolong-chief'].entries())
      await peopleOf(site.system).step(chief, transfers[index] ?? '');
    const { page, context } = await site.signIn('culture-assessor');
    await page.goto(`${site.url}/tasks`);
    for (const title of titles)
      await page
        .getByRole('row', { name: new RegExp(title) })
        .getByRole('checkbox')
        .check();
    await page.getByRole('link', { name: '一并办理' }).click();
    await page.getByRole('radio', { name: '具备承接条件', exact: true }).check();
    for (const name of ['需要程度', '合法性', '难度', '专业性', '安全', '工作量'])
      await page.getByLabel(name, { exact: true }).fill('4');
    await button(page, '确认提交 2 个任务').click();
    await heading(page, '已办结 2 个任务').waitFor();
    for (const transfer of transfers) {
      const { body } = await site.system.ask('GET', '/api/tasks', { as: 'culture-head' });
      expect(JSON.stringify(body.items)).toContain(transfer);
    }
    await context.close();
  }, 90_000);

  test('given a connection that breaks, then the page says so, and says nothing more once it is back', async () => {
    const { page, context } = await site.visit();
    await page.route('**/api/events', (route) => route.abort());
    await page.locator('[data-account="government"]').click();
    await page.getByText('与服务器的连接已断开').waitFor();
    await page.unroute('**/api/events');
    await page.getByText('与服务器的连接已断开').waitFor({ state: 'detached' });
    await context.close();
  }, 60_000);

  test('given a choice of English, then every page speaks it, also after coming back', async () => {
    const { page, context } = await site.signIn('coordinator');
    await button(page, 'English').click();
    await heading(page, 'My tasks').waitFor();
    await page.reload();
    await heading(page, 'My tasks').waitFor();
    await page.getByRole('link', { name: 'Transfers', exact: true }).click();
    await heading(page, 'Transfers').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await context.close();
  }, 60_000);

  test('the server hands out the script in brotli, as it was compressed at the build', async () => {
    const entry = readdirSync(join(site.folder, 'assets')).find((name) => /^index-.*\.js$/.test(name)) ?? '';
    const { header, status } = await site.system.ask('GET', `/assets/${entry}`, {
      headers: { 'accept-encoding': 'br' },
    });
    expect([status, header('content-encoding'), header('cache-control')]).toEqual([
      200,
      'br',
      'public, max-age=31536000, immutable',
    ]);
  });
});
