/**
 * `npm run bench:lists`: lists of ten thousand rows in the browser, at a processor slowed down four times. The rows are
 * put into a throw-away database by SQL: no workflow stands behind them. It prints figures and is no test of time.
 */
import type { Page } from 'playwright-core';
import { startSite, type Site } from './site';

const count = 10_000;
let site: Site;

/** Copies of one launched transfer, each with a task, an entry of the ledger and an entry of the register. */
async function fill({ system }: Site, model: string): Promise<void> {
  const { owner } = system.database;
  // one power, one sub-district, one living transfer: not in ten thousand copies
  await owner.query('drop index power_transfer_item_living');
  const copies = `generate_series(1, ${count}) i`;
  const statements = [
    `insert into matter (id, procedure, title, launched_by, launched, digest, document, launch, started)
     select 'copy-' || i, procedure, title || ' ' || i, launched_by, launched - i * interval '1 minute', digest, document, launch, now()
     from matter, ${copies} where id = $1`,
    `insert into power_transfer select 'copy-' || i, sub_district, transition, mode, planned_effective_date
     from power_transfer, ${copies} where matter = $1`,
    `insert into head (transfer, seq, hash, confirmed, state)
     select 'copy-' || i, 1, hash, 1, state from head, ${copies} where transfer = $1`,
    `insert into item select 'copy-' || i, position, subject, name_zh, name_en, state, since from item, ${copies} where matter = $1`,
    `insert into power_transfer_item (matter, position, power, department, field, mode, scope, authorisation, sub_district, legal_basis)
     select 'copy-' || i, position, power, department, field, mode, scope, authorisation, sub_district, legal_basis
     from power_transfer_item, ${copies} where matter = $1`,
    `insert into participant select 'copy-' || i, organisation, party from participant, ${copies} where matter = $1`,
    `insert into task (transfer, id, public_id, step, organisation, party, about, powers, opened, due)
     select 'copy-' || i, id, 'copy-' || i, step, organisation, party, about, powers, opened, due + i * interval '1 minute'
     from task, ${copies} where transfer = $1`,
    `insert into ledger (transfer, seq, key, previous, hash, content, run, written, said_by, kind, step, office)
     select 'copy-' || i, seq, key, previous, encode(sha256(convert_to(i::text, 'UTF8')), 'hex'), content, run,
            written - i * interval '1 minute', said_by, kind, step, office from ledger, ${copies}
     where transfer = $1 and seq = 1`,
    `insert into register (power, sub_district, holder, exercised_by, mode, scope, since, until, transfer, position, decision)
     select power, sub_district, sub_district, sub_district, mode, scope, since, since, 'copy-' || i, position,
            '{"minutes": "演示会议纪要", "meeting": "2026-01-01"}' from power_transfer_item, ${copies}
     where matter = $1 and position = 0`,
  ];
  for (const [at, statement] of statements.entries())
    await owner.query(statement, [model]).catch((error: unknown) => {
      throw new Error(`statement ${at}: ${String(error)}`);
    });
  await owner.query('analyze');
}

beforeAll(async () => {
  site = await startSite();
  await fill(site, await site.launch('开化街道文化事项', 'kaihua', ['CU-001', 'CU-002']));
}, 240_000);
afterAll(() => site.stop(), 60_000);

const rows = (page: Page) => page.locator('main tbody tr');

async function took(work: () => Promise<unknown>): Promise<string> {
  const began = performance.now();
  await work();
  return `${Math.round(performance.now() - began)} ms`.padStart(9);
}

/** Scrolls to the end screen by screen, a screen a frame; milliseconds of the slowest frame. */
const scroll = `new Promise((resolve) => {
  let slowest = 0;
  let before = performance.now();
  const step = (now) => {
    slowest = Math.max(slowest, now - before);
    before = now;
    const at = window.scrollY;
    window.scrollBy(0, window.innerHeight);
    if (window.scrollY === at) resolve(Math.round(slowest));
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;

const lists = [
  { name: 'tasks', who: 'kaihua-chief', path: '/tasks', search: '事项 9999', found: '已显示 1 条' },
  { name: 'transfers', who: 'coordinator', path: '/transfers', search: '事项 9999', found: '已显示 1 条' },
  { name: 'ledger', who: 'auditor', path: '/audit', search: 'CU-002', found: '已显示 50 条' },
  { name: 'register', who: null, path: '/register?all=true', search: 'CU-001', found: '已显示 50 条' },
] as const;

test.each(lists)(
  '$name',
  async ({ name, who, path, search, found }) => {
    const { page, context } = who === null ? await site.visit('/healthz') : await site.signIn(who);
    page.setDefaultTimeout(120_000);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const figures: string[] = [];
    const figure = (what: string, value: string) => figures.push(`${value}  ${name}: ${what}`);
    figure('first rows', await took(() => page.goto(site.url + path).then(() => rows(page).first().waitFor())));
    const more = page.locator('.fq-more button');
    const first = await rows(page).count();
    figure('the next page', await took(() => more.click().then(() => rows(page).nth(first).waitFor())));
    const reading = await took(async () => {
      while ((await rows(page).count()) < 1000) {
        const before = await rows(page).count();
        await more.click();
        await rows(page).nth(before).waitFor();
      }
    });
    figure(`on to ${await rows(page).count()} rows, ${first} at a time`, reading);
    figure('slowest frame while scrolling through them', `${Number(await page.evaluate(scroll))} ms`.padStart(9));
    await page.evaluate('window.scrollTo(0, 0)');
    const field = page.getByRole('searchbox').first();
    await field.fill(search);
    figure(`"${search}" found`, await took(() => page.locator('main .fq-more').filter({ hasText: found }).waitFor()));
    process.stdout.write(`\n${figures.join('\n')}\n`);
    await context.close();
  },
  400_000,
);
