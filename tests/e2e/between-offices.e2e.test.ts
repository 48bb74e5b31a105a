import { drive } from '../api/driving';
import { peopleOf } from '../api/people';
import { button, checkAndSend, declareNeed, file, heading, openTask } from './acting';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

/** Bytes that one file of evidence may have. */
const mostBytes = 20 * 1024 * 1024;

describeInBrowser('what goes to and fro between department and sub-district', () => {
  let site: Site;
  let people: ReturnType<typeof peopleOf>;
  beforeAll(async () => {
    site = await startSite();
    people = peopleOf(site.system);
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  test('given a power returned for rework, when the sub-district has read the reason and declares it again, then the department decides on it again', async () => {
    const title = '开化街道文化事项';
    const transfer = await site.launch(title, 'kaihua', ['CU-001', 'CU-002']);
    await people.step('kaihua-chief', transfer);
    await people.step('culture-assessor', transfer);

    const head = await site.signIn('culture-head');
    await openTask(head.page, site.url, title);
    const power = (code: string) => head.page.locator('.fq-power').filter({ hasText: code });
    await power('CU-001').getByRole('radio', { name: '同意', exact: true }).check();
    await power('CU-002').getByRole('radio', { name: '退回' }).check();
    await power('CU-002').getByRole('textbox', { name: '理由' }).fill('请说明持证人数');
    await button(head.page, '核对填写内容').click();
    await button(head.page, '确认提交').click();
    await heading(head.page, '已办结').waitFor();
    await head.page.getByRole('link', { name: '开化街道办事处：需求申报' }).waitFor();
    await head.page.getByRole('link', { name: '返回我的任务' }).click();

    const chief = await site.signIn('kaihua-chief');
    await openTask(chief.page, site.url, title);
    expect(await chief.page.getByRole('heading', { level: 3, name: /^(CU|MR)-/ }).allInnerTexts()).toEqual([
      expect.stringMatching(/^CU-002/),
    ]);
    await chief.page.getByRole('group').getByText('理由：请说明持证人数').waitFor();
    await declareNeed(chief.page);
    await button(chief.page, '核对填写内容').click();
    await button(chief.page, '确认提交').click();
    await heading(chief.page, '已办结').waitFor();
    await people.step('culture-assessor', transfer);
    await openTask(head.page, site.url, title);
    await head.page.locator('.fq-power').filter({ hasText: 'CU-002' }).waitFor();
    await Promise.all([head.context.close(), chief.context.close()]);
  });

  test('given a handover that the sub-district disputes, when both sides confirm anew, the second by the days of the first, then it is for the witness', async () => {
    const title = '开化街道农业事项';
    const transfer = await site.launch(title, 'kaihua', ['AG-001', 'AG-002']);
    await drive(people, transfer, ['confirm-handover']);
    await people.step('agriculture-head', transfer);

    const { page, context } = await site.signIn('kaihua-chief');
    await openTask(page, site.url, title);
    const first = page.locator('.fq-power').filter({ hasText: 'AG-001' });
    await first.getByRole('radio', { name: '有异议' }).check();
    await checkAndSend(page);
    await page.getByRole('alert').getByRole('link', { name: 'AG-001：请写明理由' }).click();
    // the line of the summary leads into the field
    await first.getByRole('textbox').and(page.locator(':focus')).fill('案卷数与实际不符');
    await first.getByRole('button', { name: '全部照此办理' }).click();
    await checkAndSend(page);
    await heading(page, '已办结').waitFor();

    // the department reads why, and both are asked anew
    const [again] = await people.tasksOf('agriculture-head', transfer);
    expect(again?.step).toBe('confirm-handover');
    const department = await site.signIn('agriculture-head');
    await openTask(department.page, site.url, title);
    await department.page.getByRole('group').getByText('理由：案卷数与实际不符').first().waitFor();
    await department.context.close();
    await people.step('agriculture-head', transfer);

    await openTask(page, site.url, title);
    await button(page, '其余全部“确认”').click();
    await button(page, '继续').click();
    await heading(page, '填写表格').waitFor();
    // what the other side has confirmed is not asked again
    expect(await page.getByText('对方已确认的日期，双方须一致').count()).toBe(2);
    for (const name of ['报编办备案', '报司法局备案']) await page.getByRole('checkbox', { name }).check();
    await button(page, '继续').click();
    // the first side's numbers stand beside one's own, and another one is marked at once
    for (const name of ['执法事项数', '编制数', '人员数', '经费', '案卷数'])
      await page.getByLabel(name, { exact: true }).fill(name === '执法事项数' ? '２' : '0');
    await page.getByText('对方填报：2 项').waitFor();
    await page.getByText('与对方不一致').waitFor({ state: 'detached' });
    await page.getByLabel('案卷数', { exact: true }).fill('7');
    await page.getByText('与对方不一致').waitFor();
    await button(page, '继续').click();
    await page.getByRole('alert').getByRole('link', { name: '与对方不一致（案卷数）：请填写“差异说明”' }).click();
    await page.getByLabel('差异说明').and(page.locator(':focus')).fill('两卷尚在归档');
    await button(page, '继续').click();
    for (const name of ['法律法规', '裁量基准', '执法文书格式', '示范案卷'])
      await page.getByRole('checkbox', { name }).check();
    await checkAndSend(page);
    await heading(page, '已办结').waitFor();
    expect((await people.tasksOf('coordinator', transfer)).map(({ step, powers }) => [step, powers])).toEqual([
      ['witness-handover', ['AG-001', 'AG-002']],
    ]);
    const witness = await site.signIn('coordinator');
    await openTask(witness.page, site.url, title);
    const row = witness.page.getByRole('row', { name: /案卷/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['0', '7', '不一致']);
    await witness.page.getByText('差异说明：两卷尚在归档').waitFor();
    await Promise.all([witness.context.close(), context.close()]);
  }, 180_000);

  test('given numbers as people type them, then what is a number is read as it is, what is none stays and is named, and what is odd is asked', async () => {
    const title = '新平街道文化事项';
    const transfer = await site.launch(title, 'xinping', ['CU-001']);
    const { page, context } = await site.signIn('xinping-chief');
    await openTask(page, site.url, title);
    await declareNeed(page);
    await page.getByRole('navigation', { name: '填写步骤' }).getByRole('button', { name: '填写表格' }).click();
    const budget = page.getByLabel('年度经费', { exact: true });
    for (const typed of ['20万', '12（含2台）', '3-5', '约6人', '5 人 3 车']) {
      await budget.fill(typed);
      await budget.blur();
      await page.getByText(`“年度经费”请填数字，您填的是“${typed}”`).waitFor();
      expect(await budget.inputValue()).toBe(typed);
    }
    await button(page, '继续').click();
    await page.getByRole('alert').getByText('“年度经费”请填数字，您填的是“5 人 3 车”').waitFor();
    await budget.fill('２０');
    await page.getByText('读作 20 元').waitFor();
    // at the field nothing is wrong any more
    expect(await page.locator('.fq-field-fault').count()).toBe(0);
    await page.getByLabel('预计监管对象数', { exact: true }).fill('1，200');
    await page.getByLabel('持证人数', { exact: true }).fill('40');
    await page.getByText(/人员名册中持有效执法证的 \d+ 名/).waitFor();
    await page.getByRole('navigation', { name: '填写步骤' }).getByRole('button', { name: '核对并提交' }).click();
    // with their units, where they are checked
    for (const amount of ['20 元', '1,200 个', '40 人']) await page.getByText(amount, { exact: true }).waitFor();
    await button(page, '确认提交').click();
    await page.getByText('请核对上面的数字').waitFor();
    await page.getByRole('checkbox', { name: '以上数字核对无误，确实如此' }).check();
    await button(page, '确认提交').click();
    await heading(page, '已办结').waitFor();
    const { text } = await site.system.ask('GET', `/api/transfers/${transfer}/history`, { as: 'auditor' });
    for (const kept of ['\\"budget\\":20,', '\\"expectedObjects\\":1200,', '\\"certificates\\":40,'])
      expect(text).toContain(kept);
    await context.close();
  }, 90_000);

  test('given evidence too large or of a kind that is not taken, then it is named and nothing is uploaded; what is right beside it is', async () => {
    const title = '卧龙街道文化事项';
    await site.launch(title, 'wolong', ['CU-001']);
    const { page, context } = await site.signIn('wolong-chief');
    await openTask(page, site.url, title);
    await page.getByRole('navigation', { name: '填写步骤' }).getByRole('button', { name: '证据材料与备注' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles([
        file('现场录像.mp4', Buffer.alloc(mostBytes + 1), 'video/mp4'),
        file('工具.exe', 'MZ', 'application/x-msdownload'),
        file('现场说明.txt', '现场情况说明', 'text/plain'),
      ]);
    await page.getByRole('link', { name: '现场说明.txt' }).waitFor();
    expect(await page.locator('.fq-field-fault').allInnerTexts()).toEqual([
      '现场录像.mp4 超过 20 MB，没有上传',
      '工具.exe 的类型不能上传',
    ]);
    expect(await page.locator('.fq-files li').count()).toBe(1);
    await context.close();
  }, 60_000);
});
