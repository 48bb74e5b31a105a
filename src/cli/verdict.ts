/** The verdict on a ledger: found in a database, shown to people. */
import type { KeyObject } from 'node:crypto';
import { colours } from './colours';
import { openDatabase } from '../database/connection';
import type { Words } from '../domain/procedure/step';
import { vouchedFor, type Checkpoint, type CheckpointFault } from '../ledger/checkpoint';
import { inSnapshot, readCheckpoints, readLedger } from '../ledger/stored';
import { verifyAll, type Verdict, type Why } from '../ledger/verify';
import type { Context } from './context';
import { words } from './failure';
import { fields } from './output';

/** What a verification found, whichever way it went. */
export interface Found extends Omit<Verdict, 'transfers' | 'firstBroken'> {
  readonly transfers?: number | undefined;
  readonly firstBroken?: { readonly transfer: string; readonly seq: number; readonly why: string } | null | undefined;
  readonly checkpoints?: number;
  readonly brokenCheckpoint?: { readonly number: number; readonly why: CheckpointFault };
}

const whys: { readonly [why in Why]: Words } = {
  missing: words('该条缺失（被删除或截断）', 'the entry is missing (removed or cut off)'),
  previous: words('与前一条不相连（被插入或移动）', 'it does not follow the one before it (inserted or moved)'),
  hash: words('内容与哈希不符（被修改或倒签）', 'its content is not what was hashed (changed or back-dated)'),
  'not-canonical': words('内容不是规范形式', 'its content is not in canonical form'),
  content: words('内容与所在位置不符', 'its content does not belong in this place'),
  head: words('与账首记录不符', 'the head knows another hash'),
  rewritten: words(
    '与签名检查点不符（整链被重写）',
    'a signed checkpoint pinned another hash (the chain was computed anew)',
  ),
};
const isWhy = (why: string): why is Why => why in whys;

/** A verdict for people. */
export function verdictView(context: Context, found: Found): string {
  const { say } = context;
  const { firstBroken, brokenCheckpoint } = found;
  const lines: [string, string][] = [
    [
      say(words('结论', 'verdict')),
      found.verdict === 'intact'
        ? colours.green(say(words('完整', 'intact')))
        : colours.red(say(words('已被破坏', 'broken'))),
    ],
    [say(words('条目', 'entries')), `${found.entries}`],
  ];
  if (found.transfers !== undefined) lines.push([say(words('赋权', 'transfers')), `${found.transfers}`]);
  if (found.checkpoints !== undefined) lines.push([say(words('检查点', 'checkpoints')), `${found.checkpoints}`]);
  if (firstBroken) {
    const why = isWhy(firstBroken.why) ? say(whys[firstBroken.why]) : firstBroken.why;
    lines.push([say(words('第一处', 'first')), `${firstBroken.transfer} #${firstBroken.seq}: ${why}`]);
  }
  if (brokenCheckpoint) {
    lines.push([say(words('检查点有误', 'faulty checkpoint')), `#${brokenCheckpoint.number}: ${brokenCheckpoint.why}`]);
  }
  return fields(lines);
}

/** The verdict on a database's ledger, held against its own checkpoints and those `kept` elsewhere where keys are given. */
export async function verifyDatabase(
  url: string,
  transfer: string | undefined,
  keys: readonly KeyObject[],
  kept: readonly Checkpoint[],
): Promise<Found> {
  const pool = openDatabase(url, { max: 1, application: 'fuquan-verify' });
  try {
    return await inSnapshot(pool, async (client) => {
      const checkpoints = await readCheckpoints(client);
      const { pins, broken } = vouchedFor(checkpoints, kept, keys);
      const verdict = await verifyAll(readLedger(client, transfer), pins, transfer);
      return {
        ...verdict,
        checkpoints: checkpoints.length,
        ...(broken ? { verdict: 'broken' as const, brokenCheckpoint: broken } : {}),
      };
    });
  } finally {
    await pool.end();
  }
}
