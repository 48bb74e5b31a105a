/** Every page of the web application, by who goes there: what is looked at as a whole (accessibility, pictures). */
import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../src/runtime/places';

/** What is looked at. */
export interface Sights {
  /** A transfer under way, a task of it that awaits the chief of its sub-district, and who that is. */
  readonly transfer: string;
  readonly task: string;
  readonly chief: string;
  /** Open tasks of one kind. */
  readonly alike: { readonly who: string; readonly tasks: readonly string[] };
  /** A transfer that was handed over, with a power of it and whose it is now. */
  readonly handedOver: { readonly transfer: string; readonly subDistrict: string; readonly power: string };
}

/** A page as somebody sees it. */
export interface Sight {
  readonly name: string;
  /** Its folder in src/web/pages. */
  readonly page: string;
  /** Account; null where nobody is signed in. */
  readonly who: string | null;
  readonly path: (sights: Sights) => string;
  /** What is there once the page is. */
  readonly there: string;
  /** What the visitor does before looking; by structure, not by words: it is done in both languages. */
  readonly then?: (page: Page) => Promise<void>;
}

/** Presses the button and waits for what it shows. */
const press =
  (what: string, shows: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(what).first().click();
    await page.locator(shows).first().waitFor();
  };

/** From the first stage of the launch to the second, and on to the third. */
async function chooseFirst(page: Page): Promise<void> {
  await page.locator('#f-title').fill('市场监管事项');
  await page.locator('#f-subDistrict input').first().check();
  const boxes = page.locator('#f-powers tbody input:enabled');
  // the first is there already, in what is looked at; the last ones are free
  for (const index of [0, -1, -2]) await boxes.nth(index).check();
  const onward = page.locator('main .ant-btn-primary');
  await onward.click();
  await page.locator('td select').first().waitFor();
}
async function checkWithProblem(page: Page): Promise<void> {
  await chooseFirst(page);
  await page.locator('main .ant-btn-primary').click();
  await page.locator('section.fq-card[aria-label] table').first().waitFor();
}

async function check(page: Page): Promise<void> {
  await checkWithProblem(page);
  await press('section.fq-card[aria-label] > p > .ant-btn', 'section.fq-card[aria-label] > details[open]')(page);
}

const behind = (query: string) => `/overview?${new URLSearchParams({ behind: query }).toString()}`;
const card = '.fq-card';
const table = 'main table';
const rows = 'main tbody tr';

export const everyPage: readonly Sight[] = [
  { name: 'sign-in', page: 'sign-in', who: null, path: () => '/sign-in', there: '[data-account]' },
  { name: 'register', page: 'register', who: null, path: () => '/register', there: rows },
  {
    name: 'register-entry',
    page: 'register',
    who: null,
    path: ({ handedOver: { subDistrict, power } }) => `/register/${subDistrict}/${power}`,
    there: card,
  },
  // no transfer of powers lies open to the public: what is seen is what whoever mistypes the address sees
  {
    name: 'public-matter',
    page: 'public-matter',
    who: null,
    path: () => '/open/none-such',
    there: '.fq-open [role=alert]',
  },
  { name: 'tasks', page: 'tasks', who: 'kaihua-chief', path: () => '/tasks', there: rows },
  { name: 'tasks-of-office', page: 'tasks', who: 'kaihua-office', path: () => '/tasks?scope=office', there: rows },
  {
    name: 'bulk',
    page: 'bulk',
    who: 'bulk',
    path: ({ alike: { tasks } }) => `/tasks/bulk?ids=${tasks.join(',')}`,
    there: '#f-outcomes',
  },
  { name: 'task', page: 'task', who: 'chief', path: ({ task }) => `/tasks/${task}`, there: '.fq-power' },
  {
    name: 'task-form',
    page: 'task',
    who: 'chief',
    path: ({ task }) => `/tasks/${task}?part=form`,
    there: '.fq-choices',
  },
  {
    name: 'task-evidence',
    page: 'task',
    who: 'chief',
    path: ({ task }) => `/tasks/${task}?part=evidence`,
    there: '.fq-drop',
  },
  {
    name: 'task-check',
    page: 'task',
    who: 'chief',
    path: ({ task }) => `/tasks/${task}?part=check`,
    there: '.fq-actions',
  },
  {
    name: 'task-faults',
    page: 'task',
    who: 'chief',
    path: ({ task }) => `/tasks/${task}?part=check`,
    there: '.fq-actions',
    then: press('.fq-actions .ant-btn-primary', '.fq-errors'),
  },
  {
    name: 'task-of-others',
    page: 'task',
    who: 'coordinator',
    path: ({ task }) => `/tasks/${task}`,
    there: 'main [role=note]',
  },
  { name: 'matters', page: 'matters', who: 'coordinator', path: () => '/matters', there: rows },
  {
    // a transfer's is the page that it always had
    name: 'matter',
    page: 'matter',
    who: 'coordinator',
    path: ({ transfer }) => `/matters/${transfer}`,
    there: '.fq-map',
  },
  { name: 'transfers', page: 'transfers', who: 'coordinator', path: () => '/transfers', there: rows },
  {
    name: 'transfer',
    page: 'transfer',
    who: 'coordinator',
    path: ({ transfer }) => `/transfers/${transfer}`,
    there: '.fq-timeline li',
  },
  {
    name: 'transfer-handed-over',
    page: 'transfer',
    who: 'kaihua-office',
    path: ({ handedOver }) => `/transfers/${handedOver.transfer}`,
    there: '.fq-timeline li',
  },
  {
    name: 'transfer-act',
    page: 'transfer',
    who: 'coordinator',
    path: ({ transfer }) => `/transfers/${transfer}`,
    there: '.fq-timeline li',
    then: press('.fq-acts .ant-btn-dangerous', 'dialog[open]'),
  },
  { name: 'mentions', page: 'mentions', who: 'kaihua-office', path: () => '/mentions', there: 'main .fq-filters' },
  { name: 'launch', page: 'launch', who: 'coordinator', path: () => '/launch', there: '#f-subDistrict input' },
  {
    name: 'launch-details',
    page: 'launch',
    who: 'coordinator',
    path: () => '/launch',
    there: '#f-subDistrict input',
    then: chooseFirst,
  },
  {
    name: 'launch-problem',
    page: 'launch',
    who: 'coordinator',
    path: () => '/launch',
    there: '#f-subDistrict input',
    then: checkWithProblem,
  },
  {
    name: 'launch-check',
    page: 'launch',
    who: 'coordinator',
    path: () => '/launch',
    there: '#f-subDistrict input',
    then: check,
  },
  { name: 'overview', page: 'overview', who: 'coordinator', path: () => '/overview', there: '.fq-chart canvas' },
  {
    name: 'overview-transfers',
    page: 'overview',
    who: 'coordinator',
    path: () => behind('/api/transfers?subDistrict=kaihua'),
    there: rows,
  },
  {
    name: 'overview-tasks',
    page: 'overview',
    who: 'coordinator',
    path: () => behind('/api/tasks?scope=all&step=declare-need'),
    there: rows,
  },
  { name: 'catalogue', page: 'catalogue', who: 'coordinator', path: () => '/catalogue', there: rows },
  {
    name: 'catalogue-edit',
    page: 'catalogue',
    who: 'coordinator',
    path: () => '/catalogue?q=MR-005',
    there: rows,
    then: press('td .fq-link-button', 'dialog[open] select'),
  },
  {
    name: 'catalogue-import',
    page: 'catalogue',
    who: 'coordinator',
    path: () => '/catalogue?q=MR-005',
    there: rows,
    then: press('main .ant-btn', 'dialog[open] input[type=file]'),
  },
  { name: 'organisations', page: 'people', who: 'admin', path: () => '/people', there: rows },
  { name: 'officers', page: 'people', who: 'justice-certifier', path: () => '/people/officers', there: rows },
  { name: 'accounts', page: 'people', who: 'admin', path: () => '/people/accounts', there: rows },
  { name: 'changes', page: 'people', who: 'admin', path: () => '/people/changes', there: '.fq-more' },
  { name: 'accounts-security', page: 'people', who: 'security', path: () => '/people/accounts', there: rows },
  { name: 'password', page: 'password', who: 'security', path: () => '/password', there: 'main form' },
  { name: 'system-ledger', page: 'system-ledger', who: 'security', path: () => '/system-ledger', there: '.fq-more' },
  { name: 'settings', page: 'settings', who: 'coordinator', path: () => '/settings', there: 'main input' },
  { name: 'settings-read', page: 'settings', who: 'auditor', path: () => '/settings', there: table },
  { name: 'settings-days', page: 'settings', who: 'coordinator', path: () => '/settings/days', there: 'main h1' },
  { name: 'audit', page: 'audit', who: 'auditor', path: () => '/audit', there: rows },
  { name: 'audit-transfers', page: 'audit', who: 'auditor', path: () => '/audit?view=transfers', there: rows },
  {
    name: 'audit-transfer',
    page: 'audit',
    who: 'auditor',
    path: ({ transfer }) => `/audit/transfers/${transfer}#entry-1`,
    there: '.fq-ledger pre',
  },
];

/** The folders of pages that nobody looks at: none, unless one was added here lately. */
export function pagesLeftOut(): string[] {
  const folder = join(projectRoot, 'src', 'web', 'pages');
  const seen = new Set(everyPage.map(({ page }) => page));
  // pages of one procedure stand in a folder of theirs
  return ['', 'power-transfer'].flatMap((under) =>
    readdirSync(join(folder, under)).filter(
      (name) => existsSync(join(folder, under, name, 'page.tsx')) && !seen.has(name),
    ),
  );
}

/** Whose account looks at it. */
export const lookerAt = ({ who }: Sight, { chief, alike }: Sights): string | null =>
  who === 'chief' ? chief : who === 'bulk' ? alike.who : who;
