/** Page, API and command line read a list alike: the server reads it for all of them. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { exits } from '../../src/cli/failure';
import { launchRequest } from '../../src/domain/power-transfer/launch-request';
import { emptyLaunch, headOf, requestOf, type LaunchDraft } from '../../src/web/pages/power-transfer/launch/draft';
import { download, upload, workbook } from '../api/sheets';
import { startSystem, type System } from '../api/system';
import { fuquan, type Said } from './terminal';

let system: System;
let server: string;
const folder = mkdtempSync(join(tmpdir(), 'fuquan-lists-'));
beforeAll(async () => {
  system = await startSystem({ worker: true });
  server = await system.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => system.stop());

const launch = async (content: string | Buffer, name: string, ...words: string[]): Promise<Said> => {
  const path = join(folder, name);
  writeFileSync(path, content);
  const environment = { FUQUAN_SERVER: server, FUQUAN_TOKEN: await system.tokenOf('coordinator') };
  return fuquan(['launch', path, ...words], { environment });
};
const previewed = z.object({ ok: z.boolean(), launches: z.array(z.looseObject({ request: launchRequest })) });
const preview = async (content: string | Buffer, fields: { readonly [field: string]: string }) =>
  previewed.parse(
    (await system.ask('POST', '/api/launches/preview', { as: 'coordinator', ...upload(content, fields) })).body,
  );
/** What a transfer was launched with, as the ledger's first entry has it. */
async function launchedWith(id: string): Promise<unknown> {
  const { rows } = await system.database.owner.query<{ request: unknown }>(
    "select document -> 'request' as request from matter where id = $1",
    [id],
  );
  return rows[0]?.request;
}

describe('the server’s own template, filled in', () => {
  const english = { mode: 'entrusted', until: '2027/12/31' };
  const chinese = { mode: '委托', until: '2027年12月31日' };
  test.each([
    ['zh', 'csv', 'kaihua', '开化街道办事处', chinese],
    ['en', 'csv', 'wolong', 'Wolong sub-district office', english],
    ['zh', 'xlsx', 'xinping', 'xinping', chinese],
  ] as const)(
    '%s %s is the same launch by page, API and command line',
    async (language, format, place, named, said) => {
      const template = await download(system, `/api/templates/launch.csv?language=${language}`, 'coordinator');
      const headings = template.content
        .toString('utf8')
        .replace(/^\ufeff/, '')
        .trim()
        .split(',');
      expect(headings).toHaveLength(8);
      const reserved = '跨区域案件、重大案件；涉外案件;疑难案件';
      const rows = [
        ['CU-001', named, '', '', reserved, '', '', ''],
        ['CU-006', named, said.mode, '建成区', reserved, '', '2026-12-01', said.until],
      ];
      const content =
        format === 'csv'
          ? [headings, ...rows].map((cells) => cells.join()).join('\r\n')
          : await workbook(headings, ...rows);

      // the page puts the same together by hand
      const draft: LaunchDraft = {
        ...emptyLaunch,
        title: '清单',
        subDistricts: [place],
        powers: {
          'CU-001': { reserved },
          'CU-006': { mode: 'entrust', territory: '建成区', reserved, from: '2026-12-01', until: '2027-12-31' },
        },
      };
      const office = { kaihua: '开化街道办事处', wolong: '卧龙街道办事处', xinping: '新平街道办事处' }[place];
      const byPage = launchRequest.parse(requestOf(draft, { id: place, nameZh: office }, new Set()));
      const { ok, launches } = await preview(content, { ...headOf(draft), subDistricts: place });
      expect(ok).toBe(true);
      const [imported] = launches.map(({ request }) => request);
      expect(imported).toMatchObject({ mode: 'devolve', transition: 'after', subDistrict: place });
      // of what is said for all, the page repeats the mode with each power
      const plain = (request: typeof byPage | undefined) =>
        request?.powers.map((power) =>
          typeof power === 'string' ? power : { ...power, mode: power.mode ?? 'devolve' },
        );
      expect(plain(imported)).toEqual(plain(byPage));

      const words = [
        '--title',
        '清单',
        '--mode',
        'devolve',
        '--transition',
        'after',
        '--key',
        `list-${place}`,
        '--json',
      ];
      const first = await launch(content, `清单.${format}`, ...words);
      expect(first).toMatchObject({ exit: exits.ok, err: '' });
      const { id } = z.looseObject({ id: z.string() }).parse(JSON.parse(first.out));
      expect(await launchedWith(id)).toEqual(imported);
      // the launch is there now: with its key it is the same, without it stands in the way
      expect((await launch(content, `清单.${format}`, ...words)).out).toBe(first.out);
      const again = await launch(content, `清单.${format}`, '--title', '清单');
      expect(again.exit).toBe(exits.refused);
      expect(again.err).toMatch(/line 2.*CU-001[\s\S]*line 3.*CU-006/);
    },
  );
});

test('a list for several sub-districts is several launches', async () => {
  const said = await launch(
    'code,街道\nMR-001,开化街道办事处\nMR-001,wolong\nMR-002,wolong\n',
    'two.csv',
    '--title',
    'T',
    '--json',
  );
  expect(said.exit).toBe(exits.ok);
  const { launches } = z
    .object({ launches: z.array(z.object({ id: z.string(), workflowId: z.string(), subDistrict: z.string() })) })
    .parse(JSON.parse(said.out));
  expect(launches.map(({ subDistrict }) => subDistrict)).toEqual(['kaihua', 'wolong']);
  expect(await launchedWith(launches[1]?.id ?? '')).toMatchObject({ powers: [{ code: 'MR-001' }, { code: 'MR-002' }] });
});

test.each([
  ['without a sub-district', 'code\nMR-003\n', [], exits.usage, /give --to/],
  ['with --power beside it', 'code\nMR-003\n', ['--power', 'MR-004'], exits.usage, /not both/],
  ['with a heading that nobody knows', 'code,colour\nMR-003,red\n', ['--to', 'kaihua'], exits.refused, /colour/],
  [
    'with a half character in a cell',
    'code,territory\nMR-003,a\u0001\n',
    ['--to', 'kaihua'],
    exits.refused,
    /line 2 territory/,
  ],
  [
    'with bad rows',
    'code,mode\nMR-003,lend\nZZ-001,\n',
    ['--to', 'kaihua'],
    exits.refused,
    /line 2 mode[\s\S]*line 3.*ZZ-001/,
  ],
  [
    'with a cell that nobody understands, though a key is given,',
    'code,mode\nMR-003,lend\n',
    ['--to', 'kaihua', '--key', 'lend'],
    exits.refused,
    /line 2 mode/,
  ],
])('%s nothing is launched, and it is said why', async (_, content, words, exit, why) => {
  const said = await launch(content, 'bad.csv', '--title', 'Bad', ...words);
  expect(said.err).toMatch(why);
  expect(said).toMatchObject({ exit, out: '' });
});
