/** A headless Chromium, where there is one: CHROMIUM_PATH, then PATH, then where Debian puts it. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') return given;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const candidates = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), '/usr/bin/chromium'];
  return candidates.find((path) => existsSync(path));
}

const path = findChromium();

/** `describe` for what needs a browser; without one its tests are skipped, and named at the end of the run. */
export const describeInBrowser: jest.Describe = path === undefined ? describe.skip : describe;

/** Starts the browser; to be closed. */
export function startBrowser(): Promise<Browser> {
  if (path === undefined) throw new Error('no Chromium: use describeInBrowser');
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
