import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import colours from 'picocolors';
import { z } from 'zod';
import { openDatabase } from '../../database/connection';
import { keyIdOf, newKeys, vouchedFor, type Checkpoint, type CheckpointFault } from '../../ledger/checkpoint';
import { exportLines, fileLines, verifyExport } from '../../ledger/export';
import { inSnapshot, readCheckpoints, readLedger, takeCheckpoint } from '../../ledger/stored';
import { verifyAll, type Verdict, type Why } from '../../ledger/verify';
import type { Words } from '../../domain/procedure/step';
import type { Context } from '../context';
import { Refused, Usage, words } from '../failure';
import { fields, show } from '../output';
import { remoteLedger } from '../remote-ledger';
import { dataFolder, localDatabase } from '../local';
import { act, command, option, several, type Making } from './command';

interface Found extends Omit<Verdict, 'transfers' | 'firstBroken'> {
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

function verdictView(context: Context, found: Found): string {
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

async function publicKeys(paths: readonly string[] | undefined): Promise<KeyObject[]> {
  const keys: KeyObject[] = [];
  for (const path of paths ?? []) {
    try {
      keys.push(createPublicKey(await readFile(path)));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error;
      throw new Usage(words(`${path} 不是公钥`, `${path} is not a public key`));
    }
  }
  return keys;
}

const checkpointSchema = z.object({ number: z.int(), content: z.string(), signature: z.string(), keyId: z.string() });

async function keptCheckpoints(paths: readonly string[] | undefined): Promise<Checkpoint[]> {
  const kept: Checkpoint[] = [];
  for (const path of paths ?? []) {
    const text = await readFile(path, 'utf8');
    try {
      kept.push(checkpointSchema.parse(JSON.parse(text)));
    } catch {
      throw new Usage(words(`${path} 不是检查点`, `${path} is not a checkpoint`));
    }
  }
  return kept;
}

async function verifyDatabase(
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

interface VerifyOptions {
  readonly file?: string;
  readonly database?: string;
  readonly publicKey?: string[];
  readonly checkpoint?: string[];
}

/** `verify`: through the API, directly on a database, or offline on an exported file. */
export function verifyCommand(making: Making): Command {
  const target = command(
    making,
    'verify',
    words('核验台账：逐条重算，指出第一处破坏', 'verify the ledger: recompute it all, name the first broken entry'),
  )
    .argument('[transfer]')
    .addOption(option(making, '--file <export>', words('离线核验导出文件', 'verify an exported file, offline')))
    .addOption(option(making, '--database <url>', words('直接核验数据库', 'verify a database directly')))
    .addOption(
      option(
        making,
        '--public-key <files>',
        words('检查点的公钥（PEM）', 'public keys of the checkpoints (PEM)'),
      ).argParser(several),
    )
    .addOption(
      option(
        making,
        '--checkpoint <files>',
        words('另行保存的检查点', 'checkpoints that were kept elsewhere'),
      ).argParser(several),
    );
  return act<VerifyOptions>(making, target, async (context, [id], options) => {
    const offline = options.file !== undefined || options.database !== undefined;
    if (!offline && (options.publicKey ?? options.checkpoint) !== undefined) {
      const hint = words(
        '--public-key 与 --checkpoint 用于 --file 或 --database',
        '--public-key and --checkpoint go with --file or --database',
      );
      throw new Usage(hint);
    }
    const keys = await publicKeys(options.publicKey);
    const kept = await keptCheckpoints(options.checkpoint);
    if (kept.length > 0 && keys.length === 0) throw new Usage(words('请给出 --public-key', 'give --public-key'));
    const found: Found =
      options.file !== undefined
        ? await verifyExport(fileLines(options.file), keys, kept)
        : options.database !== undefined
          ? await verifyDatabase(options.database, id, keys, kept)
          : await context.client.verification(id);
    show(context, found, () => verdictView(context, found));
    if (found.verdict === 'broken') throw new Refused();
  });
}

/** `export`: the ledger as JSON Lines that verify offline. */
export function exportCommand(making: Making): Command {
  const target = command(
    making,
    'export',
    words('导出台账（可离线核验的 JSON Lines）', 'export the ledger (JSON Lines that verify offline)'),
  )
    .argument('[transfer]')
    .addOption(
      option(
        making,
        '-o, --output <file>',
        words('写入文件（默认标准输出）', 'write to a file (standard output unless given)'),
      ),
    )
    .addOption(
      option(
        making,
        '--database <url>',
        words('直接读数据库，连同检查点', 'read a database directly, with its checkpoints'),
      ),
    );
  return act<{ output?: string; database?: string }>(making, target, async (context, [id], { output, database }) => {
    const { client, terminal } = context;
    const write = async (lines: AsyncIterable<string>) => {
      if (output !== undefined) await pipeline(lines, createWriteStream(output, { mode: 0o640 }));
      else for await (const line of lines) terminal.out(line);
    };
    if (database === undefined) {
      await write(exportLines(remoteLedger(client, id), [], new Date(), id));
    } else {
      const pool = openDatabase(database, { max: 1, application: 'fuquan-export' });
      try {
        await inSnapshot(pool, async (snapshot) =>
          write(exportLines(readLedger(snapshot, id), await readCheckpoints(snapshot), new Date(), id)),
        );
      } finally {
        await pool.end();
      }
    }
    if (output !== undefined) show(context, { output }, () => output);
  });
}

async function signingKey(path: string): Promise<KeyObject> {
  if (existsSync(path)) return createPrivateKey(await readFile(path));
  const { privateKey, publicKey } = newKeys();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  await writeFile(`${path}.pub`, publicKey.export({ type: 'spki', format: 'pem' }));
  return privateKey;
}

/** `checkpoint`: verifies the whole ledger of this machine and signs where it stands. */
export function checkpointCommand(making: Making): Command {
  const target = command(
    making,
    'checkpoint',
    words(
      '核验后对全部台账签署检查点（在服务器本机）',
      'verify, then sign a checkpoint over all chains (on the machine itself)',
    ),
  )
    .addOption(option(making, '--data <dir>', words('数据目录', 'the data folder')))
    .addOption(
      option(
        making,
        '--key <file>',
        words(
          'Ed25519 私钥（PEM），没有则新建，公钥在旁边的 .pub',
          'Ed25519 private key (PEM); made if absent, the public one beside it as .pub',
        ),
      ),
    )
    .addOption(
      option(
        making,
        '-o, --output <file>',
        words('另存检查点，请存放在本机之外', 'also write the checkpoint to a file, to be kept elsewhere'),
      ),
    );
  return act<{ data?: string; key?: string; output?: string }>(making, target, async (context, _, options) => {
    const data = dataFolder(context.terminal.environment, options.data);
    const url = localDatabase(context.terminal.environment, data);
    const keyFile = options.key ?? join(data, 'keys', 'checkpoint.pem');
    const key = await signingKey(keyFile);
    const found = await verifyDatabase(url, undefined, [createPublicKey(key)], []);
    if (found.verdict === 'broken') {
      // signing over a broken ledger would vouch for it
      show(context, found, () => verdictView(context, found));
      throw new Refused();
    }
    const pool = openDatabase(url, { max: 1, role: 'fuquan_app', application: 'fuquan-checkpoint' });
    try {
      const checkpoint = await takeCheckpoint(pool, key, new Date());
      if (options.output !== undefined) await writeFile(options.output, `${JSON.stringify(checkpoint)}\n`);
      show(context, checkpoint, () =>
        fields([
          [context.say(words('检查点', 'checkpoint')), `#${checkpoint.number}`],
          [context.say(words('公钥', 'public key')), `${keyIdOf(key)}  ${keyFile}.pub`],
          [context.say(words('条目', 'entries')), `${found.entries}`],
        ]),
      );
    } finally {
      await pool.end();
    }
  });
}
