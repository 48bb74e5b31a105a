import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { openDatabase } from '../../database/connection';
import { keyIdOf } from '../../ledger/checkpoint';
import { takeCheckpoint } from '../../ledger/stored';
import { signingKey } from '../checkpoint-key';
import { Refused, words } from '../failure';
import { dataFolder, localDatabase } from '../local';
import { fields, show } from '../output';
import { showReport } from '../../verification/view';
import { verdictOnDatabase, verdictView } from '../verdict';
import { act, command, option, type Making } from './command';

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
          'Ed25519 私钥（PEM），首次时新建，公钥在旁边的 .pub',
          'Ed25519 private key (PEM); made the first time, the public ones beside it as .pub, the newest first',
        ),
      ),
    )
    .addOption(
      option(
        making,
        '--new-key',
        words(
          '换用新钥匙，原钥匙登记停用或遗失，旧检查点仍可用其公钥核验',
          'put a new key to use; the one before is noted as retired or lost, and older checkpoints stay valid by its public key',
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
  return act<{ data?: string; key?: string; newKey?: true; output?: string }>(
    making,
    target,
    async (context, _, options) => {
      const data = dataFolder(context.terminal.environment, options.data);
      const url = localDatabase(context.terminal.environment, data);
      const keyFile = options.key ?? join(data, 'keys', 'checkpoint.pem');
      const pool = openDatabase(url, { max: 1, application: 'fuquan-checkpoint' });
      try {
        const { privateKey, publicKeys } = await signingKey(pool, keyFile, options.newKey ?? false);
        const found = showReport(await verdictOnDatabase(url, { keys: publicKeys }), context.language);
        if (found.verdict === 'broken') {
          // signing over a broken ledger would vouch for it
          show(context, found, () => verdictView(context, found));
          throw new Refused();
        }
        const checkpoint = await takeCheckpoint(pool, privateKey, new Date());
        if (options.output !== undefined) await writeFile(options.output, `${JSON.stringify(checkpoint)}\n`);
        show(context, checkpoint, () =>
          fields([
            [context.say(words('检查点', 'checkpoint')), `#${checkpoint.number}`],
            [context.say(words('公钥', 'public key')), `${keyIdOf(privateKey)}  ${keyFile}.pub`],
            [context.say(words('条目', 'entries')), `${found.entries}`],
          ]),
        );
      } finally {
        await pool.end();
      }
    },
  );
}
