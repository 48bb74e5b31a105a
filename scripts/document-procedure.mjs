/**
 * Writes the generated part of docs/procedure.md from the declarations of the steps. `--check` writes nothing and ends
 * with 1 where the page is not current; `--file PATH` is another page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, file: { type: 'string' } },
});
const page = options.file === undefined ? join(root, 'docs', 'procedure.md') : resolve(options.file);
const [begin, end] = ['<!-- steps: generated from src/domain/power-transfer/steps.ts -->', '<!-- /steps -->'];

/** The rows of the regulation, and the steps that each is made of. */
const rows = [
  ['1', '需求申报', 'Need', ['declare-need']],
  ['2', '承接能力评估', 'Capacity', ['assess-capacity']],
  ['3', '部门审批', 'Approval', ['approve-transfer']],
  ['4', '合法性审查', 'Legality', ['review-legality']],
  ['5', '集体讨论决定', 'Decision', ['decide']],
  ['6', '公布', 'Publication', ['publish']],
  ['7', '培训与持证', 'Training and certificates', ['sign-off-training', 'certify', 'nominate-officers']],
  ['8', '三项制度就绪', 'Readiness', ['ready', 'see-ready']],
  ['9', '交接', 'Handover', ['confirm-handover', 'witness-handover', 'publish-instrument']],
  ['10', '试运行', 'Trial', ['report-month']],
  ['11', '评估', 'Evaluation', ['evaluate', 'decide-narrowing', 'publish-narrowing']],
  [
    '12',
    '正式运行、收回、续签',
    'In force; recall; renewal',
    ['decide-recall', 'publish-recall', 'confirm-return', 'renew-entrustment', 'publish-expiry'],
  ],
];

const words = (zh, en) => ({ zh, en });
const parties = {
  subDistrict: words('街道', 'sub-district'),
  department: words('部门', 'department'),
  justiceBureau: words('司法局', 'justice bureau'),
  government: words('市政府', 'city government'),
  coordinator: words('改革协调', 'coordination'),
  system: words('系统', 'system'),
};
const roles = {
  office: words('经办人', 'clerk'),
  chief: words('主任', 'chief'),
  assessor: words('评估员', 'assessor'),
  head: words('负责人', 'head'),
  trainer: words('培训员', 'trainer'),
  reviewer: words('审查员', 'reviewer'),
  certifier: words('发证员', 'certifier'),
  government: words('办公室', 'office'),
  coordinator: words('协调员', 'coordinator'),
  system: words('自动', 'automatic'),
};
const needs = {
  reason: words('理由', 'a reason'),
  conditions: words('条件', 'conditions'),
  particulars: words('逐项细目', 'particulars'),
};

const known = (table, key) => {
  if (!Object.hasOwn(table, key)) throw new Error(`scripts/document-procedure.mjs has no words for ${key}`);
  return table[key];
};
const both = ({ zh, en }) => `${zh} · ${en}`;

async function declaredSteps() {
  const { build, stop } = createRequire(import.meta.url)('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src', 'domain', 'power-transfer', 'steps.ts')],
    bundle: true,
    write: false,
    format: 'esm',
  });
  // its helper process would stay as long as this one
  await stop();
  const { transferSteps } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`
  );
  return transferSteps;
}

function outcomeLine([code, { zh, en, needs: asked = [], final }]) {
  const notes = [
    ...asked.map((need) => `须填${known(needs, need).zh} needs ${known(needs, need).en}`),
    ...(final ? ['到此结束 ends the power’s way'] : []),
  ];
  return `- \`${code}\` ${zh} · ${en}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

function stepPart({ code, title, parties: asked, days, leastDays, law, guidance, outcomes, notBy, joins }) {
  const who = Object.entries(asked).map(([party, role]) => {
    const [where, what] = [known(parties, party), known(roles, role)];
    return party === 'system' ? both(where) : `${where.zh}${what.zh} · ${where.en}, ${what.en}`;
  });
  const limit = days === null ? '不限 · none' : `${days} 个工作日 · working days`;
  const floor = leastDays === undefined ? '' : `，不得少于 ${leastDays} · and no less than ${leastDays} may be set`;
  return [
    `#### \`${code}\` ${both(title)}`,
    '',
    guidance.zh,
    '',
    guidance.en,
    '',
    `- 谁 · who: ${who.join('; ')}`,
    `- 期限 · limit: ${limit}${floor}`,
    `- 依据 · legal basis: ${law.map(both).join('; ')}`,
    ...(notBy
      ? [
          `- 四眼 · four eyes: 不得由办理 ${notBy.map((other) => `\`${other}\``).join(', ')} 的人办理 · not by who did it`,
        ]
      : []),
    ...(joins ? ['- 每名执法人员一个任务 · one task an officer'] : []),
    '',
    '结果 · outcomes:',
    '',
    ...Object.entries(outcomes).map(outcomeLine),
    '',
  ].join('\n');
}

function generated(steps) {
  const byCode = new Map(steps.map((step) => [step.code, step]));
  const placed = rows.flatMap(([, , , codes]) => codes);
  const missing = steps.filter(({ code }) => !placed.includes(code)).map(({ code }) => code);
  const unknown = placed.filter((code) => !byCode.has(code));
  if (missing.length + unknown.length > 0)
    throw new Error(
      `rows in scripts/document-procedure.mjs: without a row ${missing.join(', ')}; not declared ${unknown.join(', ')}`,
    );
  return rows
    .flatMap(([number, zh, en, codes]) => [
      `### ${number}. ${zh} · ${en}\n`,
      ...codes.map((code) => stepPart(byCode.get(code))),
    ])
    .join('\n');
}

const text = readFileSync(page, 'utf8');
const [from, to] = [text.indexOf(begin), text.indexOf(end)];
if (from < 0 || to < from) throw new Error(`${page} lacks ${begin} … ${end}`);
const current = `${text.slice(0, from)}${begin}\n\n${generated(await declaredSteps())}\n${text.slice(to)}`;
if (current === text) console.log(`${page} is current`);
else if (options.check) {
  console.error(`${page} is not current: run node scripts/document-procedure.mjs`);
  process.exitCode = 1;
} else {
  writeFileSync(page, current);
  console.log(`${page} written`);
}
