import { join } from 'node:path';
import type { Supervision } from './configuration';
import { address } from './parts';

/** Usernames of the demonstration city, by what their people do; all with the password `fuquan-demo`. */
const demonstrationLogins = [
  ['改革协调 coordination', 'coordinator'],
  ['街道 sub-districts', 'kaihua-office kaihua-chief · wolong-… · xinping-…'],
  [
    '部门 departments',
    'market-assessor market-head market-trainer · ecology-… · culture-… · transport-… · agriculture-…',
  ],
  ['司法局 justice bureau', 'justice-reviewer justice-certifier'],
  ['市政府 government', 'government'],
  ['审计、管理 audit, administration', 'auditor admin'],
] as const;

/** What is said when all runs: where it is, who may sign in, how to stop. */
export function welcome(wanted: Supervision): string {
  const url = address(wanted);
  const lines = ['', `  赋权 Fuquan  ${url}`, `  接口 API     ${url}/docs`, ''];
  if (wanted.demonstration) {
    lines.push('  演示账户，密码均为 fuquan-demo / demonstration logins, all with the password fuquan-demo');
    for (const [who, names] of demonstrationLogins) lines.push(`    ${who}: ${names}`);
  } else {
    lines.push('  尚无账户时，先建管理员 / no account yet? make the first administrator: npx fuquan admin create');
  }
  if (wanted.dayMs !== null) {
    const seconds = wanted.dayMs / 1000;
    lines.push(
      '',
      `  ⏩ 此后发起的赋权，一个工作日为 ${seconds} 秒 / a working day lasts ${seconds} s in transfers launched from now on`,
    );
  }
  lines.push('', `  数据 data ${wanted.data}   日志 logs ${join(wanted.data, 'logs')}`, '  停止 stop: Ctrl-C', '');
  return `${lines.join('\n')}\n`;
}
