/** The verdict on a ledger: found in a database, shown to people. */
import { colours } from './colours';
import { openDatabase } from '../database/connection';
import type { Report } from '../verification/report';
import { verifyDatabase, type Looking } from '../verification/whole';
import type { Context } from './context';
import { words } from './failure';
import { fields, table } from './output';

/** A verdict, from the API or made here. */
interface Found {
  readonly verdict: 'intact' | 'broken';
  readonly entries: number;
  readonly transfers?: number | undefined;
  readonly checkpoints?: number | undefined;
  readonly vouched?: number | undefined;
  readonly checked: readonly {
    readonly what: string;
    readonly title: string;
    readonly count: number;
    readonly broken?: readonly { readonly where: string; readonly why: string }[] | undefined;
    readonly more?: number | undefined;
  }[];
  readonly notProved: readonly string[];
  readonly signatureMs?: number | undefined;
}

/**
 * A verdict for people: what was looked at, what of it does not hold, and what is not proved by it.
 *
 * @param unvouched somebody gave a key, and no checkpoint is signed with it: that is no good verdict, whatever else holds
 */
export function verdictView(context: Context, found: Found, unvouched = false): string {
  const { say } = context;
  const { checkpoints, vouched, transfers, checked, notProved, signatureMs } = found;
  const broken = checked.flatMap((check) => check.broken ?? []);
  const verdict =
    found.verdict === 'broken'
      ? colours.red(say(words('已被破坏', 'broken')))
      : unvouched
        ? colours.red(say(words('各项完整，但没有检查点作证', 'intact, and no checkpoint vouches for it')))
        : colours.green(say(words('下列各项完整', 'intact, as far as it was looked at')));
  const lines: [string, string][] = [
    [say(words('结论', 'verdict')), verdict],
    [say(words('条目', 'entries')), `${found.entries}`],
  ];
  if (transfers !== undefined) lines.push([say(words('赋权', 'transfers')), `${transfers}`]);
  if (checkpoints !== undefined)
    lines.push([
      say(words('检查点', 'checkpoints')),
      `${checkpoints}${vouched === undefined ? '' : say(words(`，其中 ${vouched} 个经公钥验签`, `, ${vouched} of them vouched for by a key`))}`,
    ]);
  const signatures = checked.find(({ what }) => what === 'signatures');
  if (signatures && signatureMs !== undefined)
    lines.push([
      say(words('验签', 'signatures')),
      say(words(`用时 ${signatureMs} 毫秒`, `checked in ${signatureMs} ms`)),
    ]);
  const parts = [fields(lines)];
  if (broken.length > 0)
    parts.push(
      checked
        .flatMap(({ title, broken: faults = [], more = 0 }) => [
          ...faults.map(({ where, why }) => `${title}: ${colours.red(`${where}: ${why}`)}`),
          ...(more > 0 ? [`${title}: ${colours.red(say(words(`另有 ${more} 处`, `${more} more`)))}`] : []),
        ])
        .join('\n'),
    );
  parts.push(
    table(
      [words('已核对', 'looked at'), words('数量', 'count'), words('结果', 'result')].map(say),
      checked.map(({ title, count, broken: faults = [], more = 0 }) => [
        title,
        `${count}`,
        faults.length === 0 ? colours.green('✓') : colours.red(`✗ ${faults.length + more}`),
      ]),
    ),
  );
  if (notProved.length > 0)
    parts.push(
      [colours.bold(say(words('未能证明', 'not proved'))), ...notProved.map((text) => `- ${text}`)].join('\n'),
    );
  return parts.join('\n\n');
}

/** The verdict on a database's ledger and tables, on this machine. */
export async function verdictOnDatabase(url: string, looking: Looking): Promise<Report> {
  const pool = openDatabase(url, { max: 1, application: 'fuquan-verify', statementTimeoutMs: 0 });
  try {
    return await verifyDatabase(pool, looking);
  } finally {
    await pool.end();
  }
}
