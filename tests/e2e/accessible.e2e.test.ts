import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../src/runtime/places';
import { drive } from '../api/driving';
import { peopleOf } from '../api/people';
import { violationsOn } from './accessibility';
import { describeInBrowser } from './browser';
import { everyPage, lookerAt, pagesLeftOut, type Sights } from './every-page';
import { languages, lookingAt } from './looking';
import { startSite, type Site } from './site';

describeInBrowser('the web application is accessible', () => {
  let site: Site;
  let sights: Sights;
  let look: ReturnType<typeof lookingAt>;
  beforeAll(async () => {
    site = await startSite();
    const people = peopleOf(site.system);
    const handedOver = await site.launch('开化街道文化与农业事项', 'kaihua', ['CU-001', 'AG-001']);
    await drive(people, handedOver, ['report-month']);
    const transfer = await site.launch('开化街道市场监管事项', 'kaihua', [
      'MR-001',
      'MR-002',
      'MR-003',
      'MR-004',
      'MR-005',
    ]);
    await site.launch('开化街道农业事项', 'kaihua', ['AG-002']);
    const task = async (of: string) => (await people.only('kaihua-chief', of)).id;
    const others = [];
    for (const [index, title] of ['文化批次甲', '文化批次乙'].entries()) {
      const id = await site.launch(title, 'wolong', [`CU-00${index + 3}`]);
      await people.step('wolong-chief', id);
      others.push((await people.only('culture-assessor', id)).id);
    }
    sights = {
      transfer,
      task: await task(transfer),
      chief: 'kaihua-chief',
      alike: { who: 'culture-assessor', tasks: others },
      handedOver: { transfer: handedOver, subDistrict: 'kaihua', power: 'CU-001' },
    };
    look = lookingAt(site, sights);
  }, 240_000);
  afterAll(() => site.stop(), 60_000);

  test('every page is looked at', () => expect(pagesLeftOut()).toEqual([]));

  describe.each(languages)('given %s', (language) => {
    test.each(everyPage.map((sight) => [sight.name, sight] as const))(
      '%s keeps WCAG 2.2 AA, and is not wider than a phone',
      async (_name, sight) => {
        const page = await look(sight, language);
        expect(await violationsOn(page)).toEqual([]);
        await page.setViewportSize({ width: 360, height: 740 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
        expect(await violationsOn(page)).toEqual([]);
      },
      60_000,
    );
  });

  test('given the keyboard alone, one gets into the content, chooses an outcome and goes on', async () => {
    const { page, context } = await site.signIn('kaihua-chief');
    await page.goto(`${site.url}/tasks/${sights.task}`);
    await page.locator('.fq-power').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await reach(page, '其余全部“拟承接”');
    await page.keyboard.press('Enter');
    await reach(page, '继续');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '填写表格' }).waitFor();
    await context.close();
  }, 60_000);

  test('sizes are within their limits; times are shown where FUQUAN_PAGE_TIMES asks for them', async () => {
    const sizes = spawnSync(process.execPath, [join(projectRoot, 'scripts', 'web-size.mjs'), site.folder], {
      encoding: 'utf8',
    });
    expect([sizes.status, sizes.stderr]).toEqual([0, '']);
    process.stdout.write(`\n${sizes.stdout}`);
    // a figure for people, which two busy cores take many minutes for
    if (process.env.FUQUAN_PAGE_TIMES === undefined) return;
    const figures: string[] = [];
    for (const sight of everyPage.filter(({ then }) => !then)) {
      const who = lookerAt(sight, sights);
      const { page, context } = who === null ? await site.visit('/healthz') : await site.signIn(who);
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      const began = Date.now();
      await page.goto(site.url + sight.path(sights));
      await page.locator(sight.there).first().waitFor();
      figures.push(`${String(Date.now() - began).padStart(6)} ms  ${sight.name}`);
      await context.close();
    }
    process.stdout.write(`usable at a four times slower processor:\n${figures.join('\n')}\n`);
  }, 600_000);
});

/** Tabs on until the focus is on the button of this name. */
async function reach(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement.textContent')) === name) return;
  }
  throw new Error(`${name} cannot be reached by the keyboard`);
}
