import type { KeyObject } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { openDatabase } from '../../database/connection';
import { commandKeys } from '../../database/command-key-repository';
import { keyIdOf, publicKeysIn, type Checkpoint } from '../../ledger/checkpoint';
import { exportLines, fileLines } from '../../ledger/export';
import { inSnapshot, readCheckpoints, readLedger } from '../../ledger/stored';
import { verifyFile } from '../../verification/file';
import { showReport } from '../../verification/view';
import { Refused, Usage, words } from '../failure';
import { show } from '../output';
import { remoteLedger } from '../remote-ledger';
import { verdictOnDatabase, verdictView } from '../verdict';
import { act, command, option, several, type Making } from './command';

async function publicKeys(paths: readonly string[] | undefined): Promise<KeyObject[]> {
  const keys: KeyObject[] = [];
  for (const path of paths ?? []) {
    try {
      keys.push(...publicKeysIn(await readFile(path, 'utf8')));
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

interface VerifyOptions {
  readonly file?: string;
  readonly database?: string;
  readonly publicKey?: string[];
  readonly checkpoint?: string[];
  readonly commandKeys?: string[];
  readonly signatures?: boolean;
  readonly evidence?: boolean;
}

/** `verify`: through the API, directly on a database, or offline on an exported file. */
export function verifyCommand(making: Making): Command {
  const target = command(
    making,
    'verify',
    words(
      '核验台账和由它而来的各表：逐条重算，指出每一处破坏',
      'verify the ledger and all tables made of it: recompute it all, name what is broken',
    ),
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
    )
    .addOption(
      option(
        making,
        '--signatures',
        words('逐个验签（每条约 0.1 毫秒）', 'check each signature (about 0.1 ms an entry)'),
      ),
    );
  target.addOption(
    option(
      making,
      '--command-keys <files>',
      words(
        '另行保存的操作签名公钥（PEM），与 --file 同用',
        'public keys of commands that were kept elsewhere (PEM), with --file',
      ),
    ).argParser(several),
  );
  target.addOption(
    option(making, '--evidence', words('重算每件证据材料的内容', 'hash the bytes of every piece of evidence again')),
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
    if (options.commandKeys !== undefined && options.file === undefined)
      throw new Usage(words('--command-keys 用于 --file', '--command-keys goes with --file'));
    const commandKeysKept = new Map(
      (await publicKeys(options.commandKeys)).map((publicKey) => [keyIdOf(publicKey), { publicKey }]),
    );
    if (kept.length > 0 && keys.length === 0) throw new Usage(words('请给出 --public-key', 'give --public-key'));
    const { signatures = false, evidence = false } = options;
    if (evidence && (offline || id !== undefined))
      throw new Usage(words('--evidence 经服务器核验全部', '--evidence verifies everything, through the server'));
    const found =
      options.file !== undefined
        ? showReport(
            await verifyFile(fileLines(options.file), { keys, kept, commandKeys: commandKeysKept }),
            context.language,
          )
        : options.database !== undefined
          ? showReport(
              await verdictOnDatabase(options.database, { only: id, keys, kept, signatures }),
              context.language,
            )
          : await context.client.verification(id, { signatures, evidence });
    // who gives a key wants to know that somebody has signed: without a checkpoint nobody has
    const unvouched = keys.length > 0 && found.vouched === 0;
    show(context, found, () => verdictView(context, found, unvouched));
    if (unvouched && !context.json)
      context.terminal.err(
        `${context.say(
          words(
            '给出了公钥，却没有一个检查点由它签名：不能作为完整的证明',
            'a public key was given and no checkpoint is signed with it: this proves nothing to whoever holds the key',
          ),
        )}\n`,
      );
    if (found.verdict === 'broken' || unvouched) throw new Refused();
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
        '--all',
        words('全市台账，连同检查点（审计）', "the whole city's, with its checkpoints (auditor)"),
      ),
    )
    .addOption(
      option(
        making,
        '--database <url>',
        words('直接读数据库，连同检查点', 'read a database directly, with its checkpoints'),
      ),
    );
  type Options = { readonly output?: string; readonly all?: true; readonly database?: string };
  return act<Options>(making, target, async (context, [id], { output, all, database }) => {
    const { client, terminal } = context;
    if (all && (id !== undefined || database !== undefined))
      throw new Usage(words('--all 不与流程编号或 --database 同用', '--all goes without a transfer and --database'));
    const write = async (lines: AsyncIterable<string>) => {
      if (output !== undefined) await pipeline(lines, createWriteStream(output, { mode: 0o640 }));
      else for await (const line of lines) terminal.out(line);
    };
    if (all) {
      await write(client.ledgerExport());
    } else if (database === undefined) {
      await write(exportLines(remoteLedger(client, id), [], new Date(), { transfer: id }));
    } else {
      const pool = openDatabase(database, { max: 1, application: 'fuquan-export' });
      try {
        await inSnapshot(pool, async (snapshot) =>
          write(
            exportLines(readLedger(snapshot, id), await readCheckpoints(snapshot), new Date(), {
              ...{ transfer: id, commandKeys: await commandKeys(snapshot) },
            }),
          ),
        );
      } finally {
        await pool.end();
      }
    }
    if (output !== undefined) show(context, { output }, () => output);
  });
}
