import { drive } from '../api/driving';
import { peopleOf } from '../api/people';
import { button, heading, row, saved } from './acting';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

describeInBrowser('the public register in the browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
    const transfer = await site.launch('开化街道文化与农业事项', 'kaihua', ['CU-001', 'AG-001']);
    await drive(peopleOf(site.system), transfer, ['report-month']);
  }, 240_000);
  afterAll(() => site.stop(), 60_000);

  test('given nobody signed in, when somebody looks for a power, then its entry says who exercises it, and has an address of its own', async () => {
    const { page, context } = await site.visit('/register');
    await row(page, /AG-001/).waitFor();
    await page.getByRole('searchbox', { name: '查找' }).fill('CU-001');
    await row(page, /AG-001/).waitFor({ state: 'detached' });
    await row(page, /CU-001/)
      .getByText('开化街道办事处', { exact: true })
      .waitFor();
    // the question stands in the address: it can be passed on
    expect(new URL(page.url()).searchParams.get('q')).toBe('CU-001');
    await row(page, /CU-001/)
      .getByRole('rowheader')
      .getByRole('link')
      .click();
    await page.getByText('街道办事处以自己的名义行使这项权力，并对此承担责任。').waitFor();
    const address = await page.locator('.fq-mono').last().innerText();
    expect(address).toBe(`${site.url}/register/kaihua/CU-001`);

    const other = await site.visit('/register/kaihua/CU-001');
    await other.page.getByText('现行').waitFor();
    await heading(other.page, '有关公告').waitFor();
    await other.page.goto(`${site.url}/register/wolong/CU-001`);
    await other.page.getByText('公示中没有这一条。请核对网址，或返回列表查找。').waitFor();
    await Promise.all([context.close(), other.context.close()]);
  }, 90_000);

  test('given the register on a day before the handover, then it is empty; as a table it is the list', async () => {
    const { page, context } = await site.visit('/register?on=2020-01-01');
    await page.getByText(/^没有符合条件的事项/).waitFor();
    await page.getByLabel('在哪一天').fill('');
    await row(page, /AG-001/).waitFor();
    const table = await saved(page, page.getByRole('link', { name: '下载 CSV' }));
    for (const power of ['CU-001', 'AG-001']) expect(table.text).toContain(power);
    await context.close();
  }, 60_000);

  test('printed, it has the list and the day, and nothing that only a screen needs', async () => {
    const { page, context } = await site.visit('/register');
    await row(page, /CU-001/).waitFor();
    expect(await page.getByText(/^打印日期：/).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    await page.getByText(/^打印日期：/).waitFor();
    expect(await row(page, /CU-001/).isVisible()).toBe(true);
    for (const onScreen of [
      page.getByRole('searchbox', { name: '查找' }),
      page.getByRole('link', { name: '登录' }),
      button(page, '打印'),
    ])
      expect(await onScreen.isVisible()).toBe(false);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    // A4 across, in points
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 84\d(\.\d+)? 59\d(\.\d+)?\]/);
    await context.close();
  }, 60_000);
});
