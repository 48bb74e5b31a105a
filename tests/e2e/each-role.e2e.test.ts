import type { Page } from 'playwright-core';
import { drive } from '../api/driving';
import { peopleOf } from '../api/people';
import { button, heading } from './acting';
import { describeInBrowser } from './browser';
import { startSite, type Site } from './site';

/** What each of those writes whose forms no other test fills in by hand, up to the handover. */
const parts: readonly {
  readonly person: string;
  readonly step: string;
  readonly outcome: string;
  readonly fillIn: (page: Page) => Promise<void>;
}[] = [
  {
    person: 'justice-reviewer',
    step: 'review-legality',
    outcome: '合法',
    fillIn: async (page) => {
      await page.getByLabel('审查意见', { exact: true }).fill('依据充分，程序合法');
      await page.getByRole('checkbox', { name: '已核对法律依据' }).check();
    },
  },
  {
    person: 'government',
    step: 'decide',
    outcome: '通过',
    fillIn: async (page) => {
      await button(page, '继续').click();
      await page.getByLabel('会议纪要', { exact: true }).fill('演示会议纪要');
      await page.getByRole('radio', { name: '否' }).check();
      await button(page, '继续').click();
    },
  },
  {
    person: 'culture-trainer',
    step: 'sign-off-training',
    outcome: '合格',
    fillIn: async (page) => {
      await page.getByLabel('培训学时', { exact: true }).fill('60');
      await page.getByLabel('考试成绩', { exact: true }).fill('88');
    },
  },
  {
    person: 'coordinator',
    step: 'witness-handover',
    outcome: '已监交',
    fillIn: async (page) => {
      await page.getByRole('checkbox', { name: '已核对双方清单' }).check();
    },
  },
];

describeInBrowser('each role in its own part of a transfer', () => {
  let site: Site;
  let people: ReturnType<typeof peopleOf>;
  let transfer: string;
  beforeAll(async () => {
    site = await startSite();
    people = peopleOf(site.system);
    transfer = await site.launch('开化街道文化事项', 'kaihua', ['CU-001', 'CU-002']);
  }, 180_000);
  afterAll(() => site.stop(), 60_000);

  test.each(parts)(
    '$person answers $step by its form, and is told what comes next',
    async ({ person, step, outcome, fillIn }) => {
      await drive(people, transfer, [step]);
      const before = await people.tasksOf(person, transfer);
      expect(before.map((task) => task.step)).toContain(step);
      const { page, context } = await site.signIn(person);
      await page.goto(`${site.url}/tasks/${before[0]?.id}`);
      await button(page, `其余全部“${outcome}”`).click();
      await fillIn(page);
      await button(page, '核对填写内容').click();
      await button(page, '确认提交').click();
      await heading(page, '已办结').waitFor();
      expect((await people.tasksOf(person, transfer)).length).toBe(before.length - 1);
      await context.close();
    },
  );
});
