/** The whole system as a visitor meets it: the built page, the API, a worker, the demonstration's people. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { projectRoot } from '../../src/runtime/places';
import { startSystem, type System } from '../api/system';
import { startBrowser } from './browser';

/** A person at a computer of their own. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
}

export interface Site {
  readonly url: string;
  readonly system: System;
  readonly browser: Browser;
  /** Where the built page lies. */
  readonly folder: string;
  /** A new computer with nobody signed in. */
  visit(path?: string): Promise<Visitor>;
  /** A new computer on which this demonstration account has signed in with one click. */
  signIn(username: string): Promise<Visitor>;
  /** A transfer of these powers to a sub-district. */
  launch(title: string, subDistrict: string, powers: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

function buildWeb(folder: string): void {
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
  const args = [vite, 'build', join(projectRoot, 'src', 'web'), '--outDir', folder, '--logLevel', 'error'];
  const built = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    // Jest's own would have the libraries' versions for development built in
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (built.status !== 0) throw new Error(`the web page cannot be built: ${built.stdout}${built.stderr}`);
}

/** Builds the page and starts all of it. */
export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'fuquan-web-'));
  buildWeb(folder);
  const system = await startSystem({ worker: true, web: folder });
  const url = await system.app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await startBrowser();
  const visit: Site['visit'] = async (path = '/sign-in') => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'zh-CN' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(url + path);
    return { page, context };
  };
  return {
    url,
    system,
    browser,
    folder,
    visit,
    async signIn(username) {
      const visitor = await visit();
      await visitor.page.locator(`[data-account="${username}"]`).click();
      await visitor.page.locator('.fq-person').waitFor();
      return visitor;
    },
    async launch(title, subDistrict, powers) {
      const reply = await system.ask('POST', '/api/transfers', {
        as: 'coordinator',
        body: { title, subDistrict, powers },
      });
      if (reply.body.id === undefined) throw new Error(`not launched: ${reply.text}`);
      return reply.body.id;
    },
    async stop() {
      await browser.close();
      await system.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
