/**
 * `npm run screenshots`: the demonstration city, every page in both languages, as pictures in docs/screenshots
 * (`NAME.zh.png`, `NAME.en.png`; `NAME-phone` as on a phone). `npm run screenshots -- -t NAME` for some of them.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import { createSystemLedgerWriter } from '../../src/database/system-ledger';
import { loadCity } from '../../src/demo/city';
import { gatherPeople } from '../../src/demo/people';
import { projectRoot } from '../../src/runtime/places';
import { peopleOf } from '../api/people';
import { everyPage, type Sights } from './every-page';
import { languages, lookingAt } from './looking';
import { startSite, type Site } from './site';

const folder = process.env.FUQUAN_SCREENSHOTS ?? join(projectRoot, 'docs', 'screenshots');
/** A page goes on below: what a picture shows of it. */
const mostHeight = { desk: 1400, phone: 1600 };
const onPhones = new Set(['sign-in', 'register', 'tasks', 'task', 'transfer', 'launch', 'overview']);

let site: Site;
let look: ReturnType<typeof lookingAt>;

/** Places of the city, by a word of the transfer's title. */
async function sightsOf({ system }: Site): Promise<Sights> {
  const people = peopleOf(system);
  const { body } = await system.ask('GET', '/api/transfers?limit=100', { as: 'coordinator' });
  const transfer = (word: string): string => {
    const found = body.items?.find(({ title }) => String(title).includes(word));
    if (!found) throw new Error(`no transfer "${word}"`);
    return String(found['id']);
  };
  const begun = transfer('新发起');
  const assessed = transfer('培训中');
  return {
    transfer: assessed,
    task: (await people.only('kaihua-chief', begun)).id,
    chief: 'kaihua-chief',
    alike: {
      who: 'agriculture-trainer',
      tasks: (await people.tasksOf('agriculture-trainer', assessed)).map(({ id }) => id),
    },
    handedOver: { transfer: transfer('已运行一年'), subDistrict: 'kaihua', power: 'CU-001' },
  };
}

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  site = await startSite();
  await loadCity(await gatherPeople(site.url, demonstrationPassword));
  await createSystemLedgerWriter(site.system.database.app, site.system.key).write();
  look = lookingAt(site, await sightsOf(site));
}, 300_000);
afterAll(() => site.stop(), 60_000);

async function picture(page: Page, name: string, width: number, most: number): Promise<void> {
  await page.setViewportSize({ width, height: 860 });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await page.locator('.fq-loading').first().waitFor({ state: 'detached' });
  const dialog = await page.locator('dialog[open]').count();
  const whole = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const height = dialog > 0 ? 860 : Math.min(whole, most);
  await page.evaluate('window.scrollTo(0, 0)');
  await page.screenshot({
    path: join(folder, `${name}.png`),
    fullPage: dialog === 0,
    clip: { x: 0, y: 0, width, height },
    animations: 'disabled',
    caret: 'hide',
  });
}

for (const language of languages) {
  const short = language.slice(0, 2);
  test.each(everyPage.map((sight) => [`${sight.name}.${short}`, sight] as const))(
    '%s',
    async (name, sight) => {
      const page = await look(sight, language);
      await picture(page, name, 1280, mostHeight.desk);
      if (onPhones.has(sight.name)) await picture(page, `${sight.name}-phone.${short}`, 360, mostHeight.phone);
    },
    60_000,
  );
}
