import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { startSystem, type System } from './system';

let system: System;
let folder: string;
const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
const get = (url: string, headers: { readonly [name: string]: string } = {}) =>
  system.app.inject({ method: 'GET', url, headers });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fuquan-web-'));
  mkdirSync(join(folder, 'assets'));
  put('index.html', '<title>赋权</title>');
  put('assets/page-1.js', 'one()');
  writeFileSync(join(folder, 'assets/page-1.js.br'), brotliCompressSync('one()'));
  system = await startSystem({ web: folder });
});
afterAll(async () => {
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the files of the web application', () => {
  test('are served for long, compressed to whom takes it, and the page that names them never from a cache', async () => {
    const page = await get('/');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.body).toContain('赋权');
    const script = await get('/assets/page-1.js', { 'accept-encoding': 'br' });
    expect(script.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
  test('may be exchanged while it runs: what a new build brought is there', async () => {
    put('assets/page-2.js', 'two()');
    const script = await get('/assets/page-2.js');
    expect([script.statusCode, script.body]).toEqual([200, 'two()']);
  });
  test('give the page for addresses of its own, and only to those who want a page', async () => {
    const page = await get('/transfers/t1', { accept: 'text/html' });
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(page.body).toContain('赋权');
    for (const url of ['/assets/gone.js', '/api/nothing', '/../package.json'])
      expect((await get(url)).json()).toMatchObject({ status: 404, code: 'not-found' });
  });
});
