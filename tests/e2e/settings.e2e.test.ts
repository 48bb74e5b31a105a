/** The place's settings and days on the page: the coordinator changes them, others read, everybody can reach everything. */
import type { Page } from 'playwright-core';
import { officialCalendar } from '../../src/calendar/official';
import { addWorkingDays, dateAt } from '../../src/domain/procedure/calendar';
import { violationsOn } from './accessibility';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

describeInBrowser('the settings', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  const trial = (page: Page) => page.getByLabel('试行期（月）');
  const open = async (who: string, path = '/settings') => {
    const { page, context } = await site.signIn(who);
    await page.goto(site.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return { page, context };
  };
  /** Changes one number from elsewhere; the others go back to their defaults. */
  const put = async (change: { readonly [name: string]: number }) => {
    const { version } = (await site.system.ask('GET', '/api/settings', { as: 'coordinator' })).body;
    const body = { version, ...change };
    expect((await site.system.ask('PUT', '/api/settings', { as: 'coordinator', body })).status).toBe(200);
  };

  test('are typed, mended, checked and saved by the keyboard alone, and their history tells it', async () => {
    const { page, context } = await open('coordinator');
    await trial(page).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('0');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByRole('link', { name: '不得小于 1' }).waitFor();
    expect(await trial(page).getAttribute('aria-invalid')).toBe('true');
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe(await trial(page).getAttribute('id'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('6');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '核对后保存' }).waitFor();
    await page.getByText('正在办理的流程沿用发起时的设置，期限不变').waitFor();
    expect(await page.locator('tbody tr').allInnerTexts()).toEqual([expect.stringMatching(/试行期（月）\s+3\s+6/)]);
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: '保存' }).press('Enter');
    await page.getByText('已保存，对此后发起的流程生效。').waitFor();
    expect(await trial(page).inputValue()).toBe('6');
    await page.getByRole('link', { name: '修改记录' }).click();
    await page.getByText('试行期：3 → 6').waitFor();
    await context.close();
  }, 60_000);

  test('that somebody else changed meanwhile are not overwritten', async () => {
    const { page, context } = await open('coordinator');
    await trial(page).fill('9');
    await put({ trainingAttempts: 4 });
    await page.getByRole('button', { name: '核对修改' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('heading', { name: '设置已被修改' }).waitFor();
    await page.getByRole('button', { name: '重新打开设置' }).click();
    await page.getByLabel('一次提名中的培训次数（次）').waitFor();
    expect(await page.getByLabel('一次提名中的培训次数（次）').inputValue()).toBe('4');
    expect(await trial(page).inputValue()).toBe('3');
    await page.getByRole('button', { name: '核对修改' }).click();
    await page.getByText('没有修改任何一项。').waitFor();
    await context.close();
  }, 60_000);

  test('have days that are added and taken back', async () => {
    const today = dateAt(Date.now());
    const year = Number(today.slice(0, 4));
    const date = addWorkingDays(officialCalendar([year, year + 1]), today, 5);
    const { page, context } = await open('coordinator', '/settings/days');
    await page.getByText('还没有地方节假日').waitFor();
    await page.getByRole('button', { name: '新增一天' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByRole('alert').getByRole('link').first().waitFor();
    await page.getByLabel('日期').fill(date);
    await page.getByLabel('名称（中文）').fill('花山节');
    await page.getByLabel('名称（英文）').fill('Huashan festival');
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByRole('rowheader').waitFor();
    expect((await site.system.ask('GET', '/api/calendar')).body['off']).toContain(date);
    await page.getByRole('button', { name: /^删除 .*花山节$/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
    await page.getByText('还没有地方节假日').waitFor();
    await page.getByRole('link', { name: '修改记录' }).click();
    await page.getByText('种类：放假 → （无）').waitFor();
    await context.close();
  }, 60_000);

  test('are there to read for who oversees, and in nobody else’s menu', async () => {
    const auditor = await open('auditor');
    await auditor.page.getByRole('link', { name: '本地设置' }).waitFor();
    await auditor.page.locator('tbody tr').first().waitFor();
    expect(await auditor.page.locator('main input').count()).toBe(0);
    await auditor.page.goto(`${site.url}/settings/days`);
    await auditor.page.getByText('还没有地方节假日').waitFor();
    expect(await auditor.page.getByRole('button', { name: '新增一天' }).count()).toBe(0);
    await auditor.context.close();
    const chief = await open('kaihua-chief', '/transfers');
    expect(await chief.page.getByRole('link', { name: '本地设置' }).count()).toBe(0);
    await chief.context.close();
  }, 60_000);

  test.each([
    ['coordinator', '/settings', '.fq-settings-number'],
    ['coordinator', '/settings/days', '.fq-empty'],
    ['coordinator', '/settings/changes', 'td'],
    ['government', '/settings', 'td'],
  ])(
    'keep WCAG 2.2 AA in both languages, and are not wider than a phone: %s %s',
    async (who, path, there) => {
      for (const language of ['zh-CN', 'en']) {
        const { page, context } = await open(who, path);
        await page.locator(`.fq-languages [lang=${language}]`).click();
        await page.locator(there).first().waitFor();
        expect(await violationsOn(page)).toEqual([]);
        await page.setViewportSize({ width: 360, height: 740 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
        expect(await violationsOn(page)).toEqual([]);
        await context.close();
      }
    },
    60_000,
  );
});
