/** Writes docs/glossary.md from the glossary. `--check` writes nothing and ends with 1 where the page is not current. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loaded, root } from './load-source.mjs';

const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const page = join(root, 'docs', 'glossary.md');

const introduction = `# 用语 · Glossary

One word for each thing, as pages, papers, command line and declarations use it. Made from
\`src/domain/power-transfer/glossary.ts\` by \`node scripts/document-glossary.mjs\`; a test holds all texts against it. What stands
under 不用 is not said for it, in Chinese.`;

const line = ({ zh, en, means, not = [], law = '' }) =>
  `| ${zh} | ${en} | ${means.zh}<br>${means.en} | ${not.join('、')} | ${law} |`;
const chapter = ({ title, terms }) => `## ${title.zh} · ${title.en}

<!-- prettier-ignore -->
| 中文 | English | 含义 · meaning | 不用 · not | 出处 · source |
|---|---|---|---|---|
${terms.map(line).join('\n')}`;

const { glossary } = await loaded('src/domain/power-transfer/glossary.ts');
const current = `${[introduction, ...glossary.map(chapter)].join('\n\n')}\n`;
if (existsSync(page) && readFileSync(page, 'utf8') === current) console.log(`${page} is current`);
else if (options.check) {
  console.error(`${page} is not current: run node scripts/document-glossary.mjs`);
  process.exitCode = 1;
} else {
  writeFileSync(page, current);
  console.log(`${page} written`);
}
