import type { Page } from 'playwright-core';
import { drive } from '../api/driving';
import { peopleOf } from '../api/people';
import { button, heading, row, saved } from './acting';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

/** Fills in the window of an act and confirms it. */
async function act(page: Page, name: string, powers: readonly string[], reason: string): Promise<void> {
  await button(page, name).click();
  const window = page.getByRole('dialog', { name });
  for (const power of powers) await window.getByRole('checkbox', { name: new RegExp(`^${power} `) }).check();
  await window.getByRole('textbox', { name: '理由' }).fill(reason);
  await window.getByRole('button', { name: `确认${name}` }).click();
  await window.waitFor({ state: 'detached' });
}

describeInBrowser('what the coordinator does to a transfer under way', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  const statesOf = async (transfer: string) => {
    const { powers } = await peopleOf(site.system).transferOf(transfer);
    return Array.isArray(powers) ? powers.map(({ code, state }) => `${code} ${state}`) : [];
  };

  test('given a suspended transfer, when it is resumed, then its tasks can be done again and both reasons stand in the timeline', async () => {
    const transfer = await site.launch('卧龙街道农业事项', 'wolong', ['AG-001', 'AG-002']);
    const { page, context } = await site.signIn('coordinator');
    await page.goto(`${site.url}/transfers/${transfer}`);
    await act(page, '中止', [], '等待省级目录调整');
    await page.getByText('流程已中止，时限停止计算，恢复后继续。').waitFor();
    const chief = await site.signIn('wolong-chief');
    await chief.page.getByText('现在没有等待您办理的任务').waitFor();
    await act(page, '恢复', [], '省级目录已经调整');
    for (const reason of ['等待省级目录调整', '省级目录已经调整'])
      await page.locator('.fq-timeline').getByText(reason).waitFor();
    // the chief looked on all the while
    await row(chief.page, /卧龙街道农业事项/).waitFor();
    await Promise.all([context.close(), chief.context.close()]);
  }, 90_000);

  test('given a transfer of two powers, when one is withdrawn, then it alone is over', async () => {
    const transfer = await site.launch('新平街道农业事项', 'xinping', ['AG-001', 'AG-002']);
    const { page, context } = await site.signIn('coordinator');
    await page.goto(`${site.url}/transfers/${transfer}`);
    await button(page, '撤回').click();
    await button(page, '确认撤回').click();
    expect(await page.getByRole('alert').getByRole('listitem').allInnerTexts()).toEqual([
      '请至少选择一项',
      '请写明理由',
    ]);
    await button(page, '取消').click();
    await act(page, '撤回', ['AG-002'], '街道没有监管对象');
    await row(page, /AG-002/)
      .getByText('已撤回')
      .waitFor();
    expect(await statesOf(transfer)).toEqual(['AG-001 in-progress', 'AG-002 withdrawn']);
    await context.close();
  }, 90_000);

  test('given powers handed over, when one is proposed for recall, then the government is asked and the sub-district goes on until it decides', async () => {
    const people = peopleOf(site.system);
    const title = '开化街道文化事项';
    const transfer = await site.launch(title, 'kaihua', ['CU-001', 'CU-002']);
    await drive(people, transfer, ['report-month']);
    const { page, context } = await site.signIn('coordinator');
    await page.goto(`${site.url}/transfers/${transfer}`);
    expect(await button(page, '撤回').count()).toBe(0);
    const before = await statesOf(transfer);
    await act(page, '收回', ['CU-002'], '专业性强，街道力量不足');
    await row(page, /CU-002/)
      .getByText('文山市人民政府：')
      .waitFor();
    expect((await people.tasksOf('government', transfer)).map(({ step, powers }) => [step, powers])).toEqual([
      ['decide-recall', ['CU-002']],
    ]);
    expect(await statesOf(transfer)).toEqual(before);
    await row(page, /CU-002/)
      .getByText('开化街道办事处', { exact: true })
      .waitFor();
    await context.close();
  }, 180_000);

  test('given the overview, when a number is opened, then its list holds as many; and the figures can be taken away', async () => {
    await site.launch('卧龙街道文化事项', 'wolong', ['CU-003', 'CU-004']);
    const { page, context } = await site.signIn('coordinator');
    await page.getByRole('link', { name: '总览' }).click();
    const waiting = page
      .getByRole('region', { name: '各步骤的在办事项和任务' })
      .getByRole('row', { name: /需求申报/ })
      .getByRole('link', { name: '需求申报: 任务' });
    const count = Number(await waiting.innerText());
    expect(count).toBeGreaterThan(1);
    await waiting.click();
    await heading(page, '数字后面的清单: 任务清单').waitFor();
    await row(page, /需求申报/)
      .first()
      .waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(count);
    await page.getByRole('link', { name: '返回总览' }).click();

    const figures = await saved(page, button(page, '导出本页数字（CSV）'));
    expect(figures.name).toMatch(/^fuquan-\d{4}-\d\d-\d\d\.csv$/);
    expect(figures.text).toMatch(new RegExp(`"需求申报".*"${count}"`));
    const transfers = await saved(page, page.getByRole('link', { name: '导出流程 CSV' }));
    expect(transfers.text).toContain('卧龙街道文化事项');
    await context.close();
  }, 90_000);
});
