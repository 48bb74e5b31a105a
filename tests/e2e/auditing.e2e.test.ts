import { verifyExport } from '../../src/ledger/export';
import { peopleOf } from '../api/people';
import { button, heading, row, saved } from './acting';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

async function* linesOf(text: string) {
  yield* text.split('\n');
}

describeInBrowser('auditing in the browser', () => {
  const title = '开化街道文化事项';
  const reason = '没有营业性演出场所';
  let site: Site;
  let transfer: string;
  let other: string;
  beforeAll(async () => {
    site = await startSite();
    const people = peopleOf(site.system);
    transfer = await site.launch(title, 'kaihua', ['CU-001', 'CU-002']);
    await people.step('kaihua-chief', transfer, { 'CU-002': { outcome: 'notNeeded', reason } });
    await people.step('culture-assessor', transfer);
    other = await site.launch('卧龙街道文化事项', 'wolong', ['CU-001']);
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  test('given words of a reason, when the auditor searches for them, then the entry is found, with all that it says', async () => {
    const { page, context } = await site.signIn('auditor');
    await heading(page, '审计').waitFor();
    await page.getByRole('searchbox', { name: '查找' }).fill(reason);
    const found = page.getByRole('region', { name: '检索到的台账记录，最新的在前' });
    await found.getByRole('row', { name: /需求申报/ }).waitFor();
    await row(page, /发起/).first().waitFor({ state: 'detached' });
    await found.getByRole('link', { name: `${title} 第 2 条` }).click();
    await heading(page, `审计：${title}`).waitFor();
    const entry = page.locator('#entry-2');
    await entry.getByText(`CU-002：${reason}`).waitFor();
    await entry.locator('summary:focus').waitFor();
    expect(await page.locator('.fq-ledger > li').count()).toBe(3);
    await context.close();
  }, 90_000);

  test('given the ledger of a transfer, when it is taken away, then it proves itself without the server', async () => {
    const { page, context } = await site.signIn('auditor');
    await page.goto(`${site.url}/audit/transfers/${transfer}`);
    const jsonl = await saved(page, button(page, '下载台账（JSONL）'));
    expect(jsonl.name).toBe(`fuquan-${transfer}.jsonl`);
    expect(await verifyExport(linesOf(jsonl.text))).toMatchObject({ verdict: 'intact', entries: 3 });
    const table = await saved(page, button(page, '下载清单（CSV）'));
    expect(table.text.trim().split(/\r?\n/)).toHaveLength(4);
    await button(page, '在本机重算').click();
    await page.getByText('本机已重算 3 条，全部相符。').waitFor();
    await context.close();
  }, 60_000);

  test('given ledgers that were recorded, when all are verified at one click, then they are intact; and once one is altered, the first broken entry is named and leads there', async () => {
    const { page, context } = await site.signIn('auditor');
    await button(page, '核验全部台账').click();
    // nothing is wrong, and nobody has signed it: that is no green
    await heading(page, '已核对的各项未发现改动，但没有签名检查点为证').waitFor();
    const looked = (count: number) => page.getByRole('row', { name: `按程序重演每一条记录 ${count} 相符` }).waitFor();
    await page.getByText(/^已核对 \(\d+\)$/).click();
    await looked(4);
    await page.getByText(/没有可以信赖的签名检查点/).waitFor();
    // what others record meanwhile is verified, too
    await peopleOf(site.system).step('wolong-chief', other);
    await looked(5);

    const { owner } = site.system.database;
    await owner.query('alter table ledger disable trigger user');
    await owner.query(
      `update ledger set content = replace(content, 'kaihua-chief', 'kaihua-office') where transfer = $1 and seq = 2`,
      [transfer],
    );
    await button(page, '核验全部台账').click();
    await heading(page, '有内容被改动').waitFor();
    await page
      .getByRole('link', { name: `${transfer} #2` })
      .first()
      .click();
    await page.locator('#entry-2').getByText('被计算哈希的原文').waitFor();
    await button(page, '在本机重算').click();
    await page.getByText('本机重算：第 2 条不相符。').waitFor();
    await context.close();
  }, 90_000);
});
