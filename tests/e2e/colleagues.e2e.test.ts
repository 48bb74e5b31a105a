import type { Page } from 'playwright-core';
import { violationsOn } from './accessibility';
import { button, declareNeed, heading, openTask } from './acting';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

/** The page is no wider than a small telephone, and axe finds nothing. */
async function fitsAndIsAccessible(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  expect(await violationsOn(page)).toEqual([]);
  if (size) await page.setViewportSize(size);
}

describeInBrowser('colleagues', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
    // the demonstration has one person a role: a colleague of the chief's
    await site.system.database.owner.query(
      `insert into account (username, password_hash, name_zh, name_en, organisation, role, demonstration)
       select 'kaihua-deputy', password_hash, '副主任', 'Deputy', organisation, role, true from account where username = 'kaihua-chief'`,
    );
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  test('given a task that a colleague claims, then one sees it without reloading, and takes it over before answering', async () => {
    const title = '开化街道交通事项';
    await site.launch(title, 'kaihua', ['TR-001']);
    const chief = await site.signIn('kaihua-chief');
    const deputy = await site.signIn('kaihua-deputy');
    for (const { page } of [chief, deputy]) {
      await page.goto(`${site.url}/tasks`);
      await page.getByText('无人认领', { exact: true }).waitFor();
    }
    const claim = deputy.page.getByRole('button', { name: `认领：需求申报 ${title}` });
    await claim.focus();
    // the focus stays on the button whatever it says
    for (const becomes of ['由您办理', '无人认领', '由您办理']) {
      await deputy.page.keyboard.press('Enter');
      await deputy.page.getByText(becomes, { exact: true }).waitFor();
    }
    await chief.page.getByText('副主任 正在办理').waitFor();
    await chief.page.getByLabel('认领情况').selectOption('others');
    await chief.page.getByText('副主任 正在办理').waitFor();
    await fitsAndIsAccessible(chief.page);

    await openTask(chief.page, site.url, title);
    await chief.page.getByText('副主任 已认领此任务。如需由您提交，请先接手。').waitFor();
    await fitsAndIsAccessible(chief.page);
    await declareNeed(chief.page);
    await button(chief.page, '核对填写内容').click();
    await button(chief.page, '确认提交').click();
    await chief.page.getByRole('alert').getByText('副主任（kaihua-deputy）已认领此任务').waitFor();

    await chief.page.getByRole('button', { name: '接手：需求申报' }).click();
    await chief.page.getByRole('dialog').getByText('副主任 已认领此任务，可能正在填写').waitFor();
    await button(chief.page, '确认接手').click();
    await chief.page.getByText('已接手，此前由 副主任 认领。').waitFor();
    // live: the colleague hears of it
    await deputy.page.getByText(/ 正在办理$/).waitFor();
    await button(chief.page, '确认提交').click();
    await heading(chief.page, '已办结').waitFor();
    await Promise.all([chief.context.close(), deputy.context.close()]);
  }, 180_000);

  test('given a question that mentions somebody, when they come, then a badge leads to it and it is read', async () => {
    const transfer = await site.launch('开化街道农业事项', 'kaihua', ['AG-001']);
    const chief = await site.signIn('kaihua-chief');
    const head = await site.signIn('agriculture-head');
    const { page } = chief;
    await page.goto(`${site.url}/transfers/${transfer}`);
    const text = page.getByLabel('内容');
    await text.click();
    await page.keyboard.type('请@agriculture-h');
    await page.getByRole('listbox', { name: '可提及的人员' }).getByRole('option').waitFor();
    await fitsAndIsAccessible(page);
    await page.keyboard.press('Enter');
    expect(await text.inputValue()).toBe('请@agriculture-head ');
    await page.keyboard.type('说明培训安排');
    await button(page, '登记').click();
    await page.locator('.fq-mention').waitFor();

    // live, on whatever page they are
    await head.page.getByRole('link', { name: '提到我的：1 条未读' }).click();
    await heading(head.page, '提到我的').waitFor();
    await head.page.locator('.fq-mention-me').waitFor();
    await fitsAndIsAccessible(head.page);
    await head.page.getByRole('link', { name: '开化街道农业事项' }).click();
    await head.page.locator('.fq-led-here').waitFor();
    await head.page.getByRole('link', { name: '提到我的', exact: true }).waitFor();
    await Promise.all([chief.context.close(), head.context.close()]);
  });
});
