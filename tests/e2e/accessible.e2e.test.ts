import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../src/runtime/places';
import { violationsOn } from './accessibility';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

describeInBrowser('the web application is accessible', () => {
  let site: Site;
  let transfer: string;
  let task: string;
  beforeAll(async () => {
    site = await startSite();
    transfer = await site.launch('开化街道市场监管事项', 'kaihua', ['MR-001', 'MR-002', 'MR-003', 'MR-004', 'MR-005']);
    const { body } = await site.system.ask('GET', '/api/tasks', { as: 'kaihua-chief' });
    task = String(body.items?.[0]?.['id']);
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  /** Each page once it is all there, by its name. */
  const pages: readonly (readonly [name: string, who: string | null, path: () => string, there: string])[] = [
    ['sign-in', null, () => '/sign-in', '[data-account]'],
    ['tasks', 'kaihua-chief', () => '/tasks', 'table'],
    ['task', 'kaihua-chief', () => `/tasks/${task}`, '.fq-power'],
    ['task-form', 'kaihua-chief', () => `/tasks/${task}?part=form`, '.fq-choices'],
    ['task-evidence', 'kaihua-chief', () => `/tasks/${task}?part=evidence`, '.fq-drop'],
    ['task-check', 'kaihua-chief', () => `/tasks/${task}?part=check`, '.fq-actions'],
    ['task-of-others', 'coordinator', () => `/tasks/${task}`, '[role=note]'],
    ['transfers', 'coordinator', () => '/transfers', 'table'],
    ['transfer', 'coordinator', () => `/transfers/${transfer}`, '.fq-timeline li'],
  ];

  for (const language of ['zh', 'en'] as const) {
    test.each(pages)(
      `given ${language}, %s keeps WCAG 2.2 AA, and is not wider than a phone`,
      async (_name, who, path, there) => {
        const { page, context } = who === null ? await site.visit() : await site.signIn(who);
        await page.locator(`.fq-languages [lang=${language === 'zh' ? 'zh-CN' : 'en'}]`).click();
        await page.goto(site.url + path());
        await page.locator(there).first().waitFor();
        expect(await violationsOn(page)).toEqual([]);
        await page.setViewportSize({ width: 360, height: 740 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
        expect(await violationsOn(page)).toEqual([]);
        await context.close();
      },
      60_000,
    );
  }

  test('given the keyboard alone, one gets into the content, chooses an outcome and goes on', async () => {
    const { page, context } = await site.signIn('kaihua-chief');
    await page.goto(`${site.url}/tasks/${task}`);
    await page.locator('.fq-power').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await reach(page, '其余全部“需要”');
    await page.keyboard.press('Enter');
    await reach(page, '继续');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '填写表格' }).waitFor();
    await context.close();
  }, 60_000);

  test('sizes and times are shown as figures', async () => {
    const sizes = spawnSync(process.execPath, [join(projectRoot, 'scripts', 'web-size.mjs'), site.folder], {
      encoding: 'utf8',
    });
    expect([sizes.status, sizes.stderr]).toEqual([0, '']);
    const figures: string[] = [];
    for (const [name, who, path, there] of pages) {
      const { page, context } = who === null ? await site.visit('/healthz') : await site.signIn(who);
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      const began = Date.now();
      await page.goto(site.url + path());
      await page.locator(there).first().waitFor();
      figures.push(`${String(Date.now() - began).padStart(6)} ms  ${name}`);
      await context.close();
    }
    process.stdout.write(`\n${sizes.stdout}usable at a four times slower processor:\n${figures.join('\n')}\n`);
  }, 120_000);
});

/** Tabs on until the focus is on the button of this name. */
async function reach(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement.textContent')) === name) return;
  }
  throw new Error(`${name} cannot be reached by the keyboard`);
}
