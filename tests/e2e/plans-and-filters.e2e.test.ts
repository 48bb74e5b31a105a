import { peopleOf } from '../api/people';
import { button, file, heading, openTask, row } from './acting';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

describeInBrowser('plans, hints and filters in the browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  test('given a plan attached to a launch, when it is launched, then the sub-district and the department find it', async () => {
    const { page } = await site.signIn('coordinator');
    await page.goto(`${site.url}/launch`);
    await page.getByLabel('流程名称').fill('附方案的流程');
    await page.getByRole('checkbox', { name: '开化街道办事处' }).check();
    await button(page, '附上工作方案文件').click();
    const [one, other] = [file('方案.pdf', '%PDF-1.7 plan'), file('清单.csv', '编码')];
    await page.locator('input[type=file]').setInputFiles([one, other]);
    await page.getByRole('link', { name: '清单.csv' }).waitFor();
    // nobody has set up a scanner here, and it is said
    expect(await page.locator('.fq-files li').getByText('未查毒').count()).toBe(2);
    // what was attached is kept with the rest
    await page.reload();
    await page.getByRole('link', { name: '方案.pdf' }).waitFor();
    await button(page, '删除 清单.csv').click();
    await page.getByRole('checkbox', { name: /^选择 MR-001/ }).check();
    await button(page, '下一步').click();
    await button(page, '核对').click();
    await button(page, '发起 1 个流程（共 1 项）').click();
    await heading(page, '已发起 1 个流程').waitFor();
    await page.context().close();

    for (const account of ['kaihua-chief', 'market-head']) {
      const visitor = await site.signIn(account);
      await visitor.page.goto(`${site.url}/transfers`);
      await visitor.page.getByRole('link', { name: '附方案的流程' }).click();
      await heading(visitor.page, '发起时所附工作方案').waitFor();
      const download = visitor.page.waitForEvent('download');
      await visitor.page.getByRole('link', { name: '方案.pdf' }).click();
      expect((await download).suggestedFilename()).toBe('方案.pdf');
      expect(await visitor.page.getByRole('link', { name: '清单.csv' }).count()).toBe(0);
      await visitor.context.close();
    }
  });

  test('given a declaration without recorders, when the department assesses, then that stands beside the heading', async () => {
    const transfer = await site.launch('能力评估', 'kaihua', ['MR-002']);
    const people = peopleOf(site.system);
    const need = await people.only('kaihua-chief', transfer);
    const answer = people.answer(need);
    const form = { ...answer.form, recorders: 0 };
    expect((await people.complete('kaihua-chief', need, { ...answer, form })).status).toBe(200);

    const { page } = await site.signIn('market-assessor');
    await openTask(page, site.url, '能力评估');
    const safety = page.locator('.fq-field').filter({ has: page.getByLabel('安全', { exact: true }) });
    await safety.getByRole('listitem').filter({ hasText: '申报执法记录仪 0 台' }).getByText('不符').waitFor();
    const whole = page.locator('.fq-field').filter({ has: page.getByLabel('需要程度', { exact: true }) });
    expect(await whole.getByText('不符').count()).toBe(0);
    await page.context().close();
  }, 90_000);

  test('given filters, when they match nothing, then that is said, the address keeps them, and one press clears them', async () => {
    await site.launch('文化赋权', 'wolong', ['CU-001']);
    await site.launch('农业赋权', 'xinping', ['AG-002']);
    const { page } = await site.signIn('coordinator');
    await page.goto(`${site.url}/transfers`);
    await row(page, /农业赋权/).waitFor();
    await page.getByText('更多条件').click();
    await page.getByRole('combobox', { name: '领域' }).selectOption('culture');
    await row(page, /农业赋权/).waitFor({ state: 'detached' });
    await row(page, /文化赋权/).waitFor();
    expect(new URL(page.url()).searchParams.get('field')).toBe('culture');

    await page.getByRole('combobox', { name: '事项状态' }).selectOption('in-force');
    await page.getByText('没有符合条件的流程。').waitFor();
    // a bookmark opens the same list, with the filters to be seen
    await page.reload();
    await page.getByText('没有符合条件的流程。').waitFor();
    expect(await page.getByRole('combobox', { name: '领域' }).inputValue()).toBe('culture');
    await button(page, '清除筛选条件').first().click();
    await row(page, /农业赋权/).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.context().close();
  }, 90_000);
});
