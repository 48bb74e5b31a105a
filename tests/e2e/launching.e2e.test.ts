import type { Page } from 'playwright-core';
import { button, file, heading, row } from './acting';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

/** The coordinator at the launch, with its title written. */
async function begin(site: Site, title: string): Promise<Page> {
  const { page } = await site.signIn('coordinator');
  await page.getByRole('link', { name: '发起赋权' }).click();
  await page.getByLabel('流程名称').fill(title);
  return page;
}

const transfersNamed = async (site: Site, title: string) => {
  const { body } = await site.system.ask('GET', '/api/transfers?limit=100', { as: 'coordinator' });
  return body.items?.filter((transfer) => transfer['title'] === title) ?? [];
};

describeInBrowser('launching in the browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  test('given powers found by field and by text, when they are checked and launched, then each sub-district has its transfer and its task', async () => {
    const page = await begin(site, '两街道文化赋权');
    await page.getByRole('checkbox', { name: '开化街道办事处' }).check();
    await page.getByRole('checkbox', { name: '卧龙街道办事处' }).check();
    await page.getByRole('combobox', { name: '领域' }).selectOption('culture');
    await page.getByRole('checkbox', { name: /^选择 CU-001/ }).check();
    await page.getByRole('combobox', { name: '领域' }).selectOption('');
    await page.getByRole('searchbox', { name: '查找' }).fill('AG-002');
    await row(page, /AG-002/).waitFor();
    expect(await row(page, /CU-001/).count()).toBe(0);
    await page.getByRole('checkbox', { name: /^选择 AG-002/ }).check();
    await page.getByText('2 个街道，2 项事项').waitFor();
    await button(page, '下一步').click();
    await row(page, /AG-002/).waitFor();
    await button(page, '核对').click();

    const card = page.getByRole('region', { name: '开化街道办事处' });
    await card.getByText('可以发起').waitFor();
    // who would be asked, and until when, before anything is launched
    await card
      .getByRole('row', { name: /部门审批/ })
      .getByText('文山市文化和旅游局')
      .waitFor();
    expect(await transfersNamed(site, '两街道文化赋权')).toEqual([]);

    await button(page, '发起 2 个流程（共 4 项）').click();
    await heading(page, '已发起 2 个流程').waitFor();
    const launched = await transfersNamed(site, '两街道文化赋权');
    expect(launched.map(({ subDistrict }) => subDistrict).sort()).toEqual(['kaihua', 'wolong']);
    await card.getByRole('link', { name: '查看流程' }).click();
    await heading(page, '两街道文化赋权').waitFor();
    await row(page, /需求申报/)
      .first()
      .waitFor();
    await page.context().close();
  }, 90_000);

  test('given nothing filled in, when one goes on, then the summary names what is missing and leads to it', async () => {
    const page = await begin(site, '');
    await button(page, '下一步').click();
    const summary = page.getByRole('alert');
    expect(await summary.getByRole('listitem').allInnerTexts()).toEqual([
      '请填写流程名称',
      '请至少选择一个街道',
      '请至少选择一个事项',
    ]);
    await summary.getByRole('link', { name: '请填写流程名称' }).click();
    await page.getByLabel('流程名称').and(page.locator(':focus')).waitFor();
    await page.context().close();
  }, 60_000);

  test('given a file with a bad row, when it is checked, then the row and its mistake are named and nothing can be launched; the mended file can', async () => {
    const title = '按清单发起';
    const page = await begin(site, title);
    await page.getByRole('checkbox', { name: '新平街道办事处' }).check();
    await page.getByRole('radio', { name: '导入 Excel 或 CSV 清单' }).check();
    await page.locator('input[type=file]').setInputFiles(file('清单.csv', '事项编码\nCU-001\nXX-999\n'));
    await page.getByText('清单.csv').waitFor();
    await button(page, '核对').click();
    await heading(page, '1 行有问题').waitFor();
    const wrong = row(page, /XX-999/).first();
    // the heading is row 1
    expect(await wrong.getByRole('cell').first().innerText()).toBe('3');
    expect(await button(page, '改正文件后才能发起').isEnabled()).toBe(false);
    expect(await transfersNamed(site, title)).toEqual([]);

    await button(page, '上一步').click();
    await page.locator('input[type=file]').setInputFiles(file('清单.csv', '事项编码\nCU-001\nCU-002\n'));
    await button(page, '核对').click();
    await button(page, '发起 1 个流程（共 2 项）').click();
    await heading(page, '已发起 1 个流程').waitFor();
    expect(await transfersNamed(site, title)).toHaveLength(1);
    await page.context().close();
  }, 90_000);

  test('given a launch half chosen, when the coordinator comes back, then it is as it was left', async () => {
    const page = await begin(site, '写到一半的流程');
    await page.getByRole('checkbox', { name: /^选择 MR-002/ }).check();
    await page.getByRole('link', { name: '行政执法事项目录' }).click();
    await heading(page, '行政执法事项目录').waitFor();
    await page.getByRole('link', { name: '发起赋权' }).click();
    expect(await page.getByLabel('流程名称').inputValue()).toBe('写到一半的流程');
    expect(await page.getByRole('checkbox', { name: /^选择 MR-002/ }).isChecked()).toBe(true);
    await page.context().close();
  }, 60_000);
});
