/** What people do on any page, in a word each. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { name });
export const row = (page: Page, name: string | RegExp): Locator => page.getByRole('row', { name });

/** Opens the task of a transfer from the inbox. */
export async function openTask(page: Page, url: string, transfer: string): Promise<void> {
  await page.goto(`${url}/tasks`);
  await row(page, new RegExp(transfer)).getByRole('rowheader').getByRole('link').click();
  await page.locator('.fq-power').first().waitFor();
}

/** Fills in the declaration of need up to the page on which it is checked. */
export async function declareNeed(page: Page): Promise<void> {
  await button(page, '其余全部“拟承接”').click();
  await button(page, '继续').click();
  for (const [name, value] of [
    ['预计监管对象数', '120'],
    ['预计年办案数', '24'],
    ['可用执法人员数', '6'],
    ['持证人数', '4'],
    ['办公办案场所', '街道综合执法办公室'],
    ['执法车辆', '1'],
    ['执法记录仪', '4'],
    ['检验检测支持', '委托检测机构'],
    ['年度经费', '200000'],
  ] as const)
    await page.getByLabel(name, { exact: true }).fill(value);
  await page.getByRole('radio', { name: '本单位自有' }).check();
  await button(page, '采用系统建议的人选').click();
  await button(page, '继续').click();
}

/** Presses what lets the browser save a file; its name and text. */
export async function saved(page: Page, press: Locator): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** A file as somebody chooses it, without one on the disk. */
export const file = (name: string, content: string | Buffer, mimeType = 'text/csv') => ({
  name,
  mimeType,
  buffer: Buffer.from(content),
});

/** Goes to the last part of a long answer and sends it. */
export async function checkAndSend(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: '填写步骤' }).getByRole('button', { name: '核对并提交' }).click();
  await button(page, '确认提交').click();
}
