import { buffer } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { xlsxStream } from '../../src/documents/tables/sheet-writer';
import { addDays, dateAt } from '../../src/domain/procedure/calendar';
import { button, file, heading, row, saved } from './acting';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

const workbook = ([heads = [], ...rows]: readonly (readonly string[])[]): Promise<Buffer> =>
  buffer(xlsxStream([{ name: '1', columns: heads.map((title) => ({ title })), rows }]));

const password = 'a-long-enough-secret';

/** Looks for something in the list of the page. */
const search = (page: Page, text: string) => page.getByRole('searchbox', { name: '查找' }).fill(text);

describeInBrowser('reference data in the browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  test('given a power of the catalogue, when the coordinator changes it, then the history says who changed what from what to what', async () => {
    const { page, context } = await site.signIn('coordinator');
    await page.getByRole('link', { name: '行政执法事项目录' }).click();
    await search(page, 'MR-005');
    await row(page, /MR-005/)
      .getByRole('button', { name: /^修改 / })
      .click();
    const window = page.getByRole('dialog', { name: /^修改 MR-005/ });
    const basis = window.getByLabel('法律依据');
    const before = await basis.inputValue();
    await basis.fill('');
    await button(page, '保存').click();
    await window.getByRole('alert').getByRole('link').click();
    await basis.and(page.locator(':focus')).waitFor();
    await basis.fill(`${before}、第四十三条`);
    await button(page, '保存').click();
    await window.waitFor({ state: 'detached' });
    await row(page, /MR-005/)
      .getByText(`${before}、第四十三条`)
      .waitFor();
    await row(page, /MR-005/)
      .getByRole('button', { name: /的修改记录$/ })
      .click();
    const change = page.getByRole('dialog').getByRole('row', { name: /改革协调员|coordinator/ });
    await change.getByText(`法律依据：${before} → ${before}、第四十三条`).waitFor();
    await button(page, '关闭').click();
    await context.close();
  }, 90_000);

  test('given the catalogue as a file, when one row of it is wrong, then the row is named and nothing is imported; what was downloaded changes nothing', async () => {
    const { page, context } = await site.signIn('coordinator');
    await page.goto(`${site.url}/catalogue?field=culture`);
    await row(page, /CU-001/).waitFor();
    const table = await saved(page, page.getByRole('link', { name: '下载 CSV' }));
    await button(page, '导入').click();
    const window = page.getByRole('dialog', { name: '导入行政执法事项目录' });
    const choose = (content: string) => window.locator('input[type=file]').setInputFiles(file('目录.csv', content));
    const powers = async () =>
      (await site.system.ask('GET', '/api/powers?field=culture&limit=500', { as: 'auditor' })).body.items;
    const before = await powers();

    const [heads = '', first = ''] = table.text.split(/\r?\n/);
    await choose(`${heads}\n${first.replace('CU-001', 'CU-901')}\n${first.replace('CU-001', '??')}\n`);
    await window.getByRole('button', { name: '核对' }).click();
    await window.getByRole('row', { name: /^3 / }).first().waitFor();
    expect(await powers()).toEqual(before);

    await choose(table.text);
    await window.getByRole('button', { name: '核对' }).click();
    await window.getByText(/^核对通过：\d+ 行，新增 0，修改 0，不变 \d+。尚未导入。$/).waitFor();
    await context.close();
  }, 90_000);

  test('given a new officer of the sub-district, when the certifier records a certificate that soon ends, then it is marked; and suspended, it says so', async () => {
    const office = await site.signIn('wolong-office');
    await office.page.getByRole('link', { name: '机构与人员' }).click();
    await office.page.getByRole('link', { name: '执法人员与证件' }).click();
    await button(office.page, '新增执法人员').click();
    await office.page.getByLabel('姓名').fill('新来的人');
    await office.page.getByRole('dialog').getByRole('checkbox', { name: '文化' }).first().check();
    await button(office.page, '保存').click();
    await row(office.page, /新来的人/)
      .getByText('没有执法证')
      .waitFor();

    const { page, context } = await site.signIn('justice-certifier');
    await page.goto(`${site.url}/people/officers`);
    await search(page, '新来的人');
    await button(page, '为 新来的人 登记执法证').click();
    const window = page.getByRole('dialog');
    await window.getByLabel('证号').fill('YN-2026-0777');
    await window.getByLabel('有效期至').fill(addDays(dateAt(Date.now()), 30));
    await window.getByRole('button', { name: '保存' }).click();
    await row(page, /新来的人/)
      .getByText('即将到期 (剩 30 天)')
      .waitFor();
    await search(page, '');
    await page.getByRole('checkbox', { name: '只看证件需要处理的' }).check();
    await row(page, /新来的人/).waitFor();
    await search(page, '新来的人');
    await button(page, '暂扣执法证 YN-2026-0777').click();
    await row(page, /新来的人/)
      .getByText('已暂扣')
      .waitFor();
    await Promise.all([context.close(), office.context.close()]);
  }, 90_000);

  test('given officers in a workbook, when one names no field, then its row is told; mended, they are imported and found', async () => {
    const { page, context } = await site.signIn('kaihua-office');
    await page.goto(`${site.url}/people/officers`);
    await button(page, '导入').click();
    const window = page.getByRole('dialog', { name: '导入执法人员' });
    const choose = async (fields: string) => {
      const content = await workbook([
        ['姓名', '执法领域'],
        ['表中甲', 'culture'],
        ['表中乙', fields],
      ]);
      await window
        .locator('input[type=file]')
        .setInputFiles(file('人员.xlsx', content, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'));
      await window.getByRole('button', { name: '核对' }).click();
    };
    await choose('没有的领域');
    await window.getByRole('row', { name: /^3 / }).waitFor();
    expect(await window.getByRole('button', { name: '确认导入' }).count()).toBe(0);
    await choose('culture');
    await window.getByText('核对通过：2 行，新增 2，修改 0，不变 0。尚未导入。').waitFor();
    await window.getByRole('button', { name: '确认导入' }).click();
    await window.getByText('已导入：2 行，新增 2，修改 0，不变 0。').waitFor();
    await window.getByRole('button', { name: '关闭' }).click();
    await search(page, '表中');
    await row(page, /表中乙/).waitFor();
    await context.close();
  }, 90_000);

  test('given an account that the administrator makes and closes, then it can sign in until it is closed', async () => {
    const { page, context } = await site.signIn('admin');
    await page.getByRole('link', { name: '账户' }).click();
    await button(page, '新增账户').click();
    const window = page.getByRole('dialog');
    await window.getByLabel('用户名').fill('culture-second');
    await window.getByLabel('姓名（中文）').fill('第二评估员');
    await window.getByLabel('姓名（英文）').fill('Second assessor');
    await window.getByRole('combobox', { name: '单位' }).selectOption('culture');
    await window.getByRole('combobox', { name: '角色' }).selectOption('assessor');
    await window.getByLabel('密码').fill('short');
    await button(page, '保存').click();
    await window.getByRole('alert').getByRole('link').first().click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(password);
    await button(page, '保存').click();
    await row(page, /culture-second/).waitFor();

    const person = await site.visit();
    await person.page.getByLabel('用户名').fill('culture-second');
    await person.page.getByLabel('密码').fill(password);
    await person.page.getByRole('button', { name: '登录', exact: true }).click();
    // somebody else has set it: nothing is shown before it is changed
    await heading(person.page, '请先修改密码').waitFor();
    await person.page.getByLabel('现在的密码').fill(password);
    await person.page.getByLabel('新密码', { exact: true }).fill('a');
    await person.page.getByLabel('再输入一次新密码').fill('a');
    await button(person.page, '修改密码').click();
    await person.page.getByRole('alert').getByText('至少 12 个字').waitFor();
    await person.page.getByLabel('新密码', { exact: true }).fill('only I know this one');
    await person.page.getByLabel('再输入一次新密码').fill('only I know this one');
    await button(person.page, '修改密码').click();
    await heading(person.page, '我的任务').waitFor();

    await button(page, '修改 culture-second').click();
    await page.getByRole('dialog').getByRole('checkbox', { name: '在用' }).uncheck();
    await button(page, '保存').click();
    await row(page, /culture-second/)
      .getByText('已停用')
      .waitFor();
    await person.page.getByRole('link', { name: '行政执法事项目录' }).click();
    await heading(person.page, '登录').waitFor();
    await Promise.all([context.close(), person.context.close()]);
  }, 90_000);
});
