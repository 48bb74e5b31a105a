import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { openDatabase } from '../../database/connection';
import { losePersonalKey } from '../../database/personal-key-repository';
import { apiRole } from '../../database/rights';
import { inTransaction } from '../../database/transaction';
import { personalKeyId } from '../../runtime/personal-data';
import { words } from '../failure';
import { dataFolder, localDatabase } from '../local';
import { fields, show } from '../output';
import { act, command, option, type Making } from './command';

/** Name of the key that this machine has: in the environment, else in the data folder; null where there is none. */
function keyHere(environment: { readonly [name: string]: string | undefined }, data: string): string | null {
  const file = join(data, 'keys', 'personal-data');
  const text = environment['FUQUAN_KEY'] || (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined);
  return text === undefined ? null : personalKeyId(Buffer.from(text, 'base64'));
}

/** `admin key-lost`: says that the key of personal data is lost for good, so that another one may be put to use. */
export function keyLostCommand(making: Making): Command {
  const lost = command(
    making,
    'key-lost',
    words(
      '登记个人信息密钥已遗失：已加密的证件号、电话不再可读，下次启动启用新密钥',
      'say that the key of personal data is lost: ID numbers and telephones sealed with it stay unreadable, and the next start puts another one to use',
    ),
  ).addOption(option(making, '--data <dir>', words('数据目录', 'the data folder')));
  return act<{ data?: string }>(making, lost, async (context, _, options) => {
    const { environment } = context.terminal;
    const data = dataFolder(environment, options.data);
    const pool = openDatabase(localDatabase(environment, data), {
      max: 1,
      role: apiRole,
      application: 'fuquan-admin',
    });
    try {
      const key = await inTransaction(pool, (client) => losePersonalKey(client, keyHere(environment, data)));
      show(context, { lost: key }, () => fields([[context.say(words('已登记遗失', 'noted as lost')), key || '?']]));
    } finally {
      await pool.end();
    }
  });
}
