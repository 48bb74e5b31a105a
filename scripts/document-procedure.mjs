/**
 * Writes the generated part of docs/procedure.md from the declarations of the steps. `--check` writes nothing and ends
 * with 1 where the page is not current; `--file PATH` is another page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loaded, root } from './load-source.mjs';

const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, file: { type: 'string' } },
});
const page = options.file === undefined ? join(root, 'docs', 'procedure.md') : resolve(options.file);
const [begin, end] = ['<!-- steps: generated from src/domain/power-transfer/procedure.ts -->', '<!-- /steps -->'];

const words = (zh, en) => ({ zh, en });
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

function outcomeLine([code, { zh, en, needs: asked = [], final }]) {
  const notes = [
    ...asked.map((need) => `须填${known(needs, need).zh} needs ${known(needs, need).en}`),
    ...(final ? ['到此结束 ends the power’s way'] : []),
  ];
  return `- \`${code}\` ${zh} · ${en}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

function stepPart(parties, { code, title, parties: asked, days, leastDays, law, guidance, outcomes, notBy, joins }) {
  const who = Object.entries(asked).map(([party, role]) => {
    const [where, what] = [parties[party].title, known(roles, role)];
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
          `- 不相容岗位分离 · four eyes: 不得由办理 ${notBy.map((other) => `\`${other.code}\``).join(', ')} 的人办理 · not by who did it`,
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

/** A chapter a stage: the main way's are numbered, what leads off it follows the chapter that it leads off from. */
function generated({ parties, stages }) {
  let number = 0;
  return stages
    .map(({ title, branch, stations }) => {
      const steps = stations.flatMap(({ place }) => ('code' in place ? [stepPart(parties, place)] : []));
      const heading = branch === undefined ? `### ${++number}. ${both(title)}` : `### ${both(title)}`;
      return [`${heading}\n`, ...steps].join('\n');
    })
    .join('\n');
}

const text = readFileSync(page, 'utf8');
const [from, to] = [text.indexOf(begin), text.indexOf(end)];
if (from < 0 || to < from) throw new Error(`${page} lacks ${begin} … ${end}`);
const { powerTransfer } = await loaded('src/domain/power-transfer/procedure.ts');
const current = `${text.slice(0, from)}${begin}\n\n${generated(powerTransfer)}\n${text.slice(to)}`;
if (current === text) console.log(`${page} is current`);
else if (options.check) {
  console.error(`${page} is not current: run node scripts/document-procedure.mjs`);
  process.exitCode = 1;
} else {
  writeFileSync(page, current);
  console.log(`${page} written`);
}
