/** What stays behind when an account is closed or goes elsewhere, as the administrator is told. */
import type { z } from 'zod';
import type { Account } from '../../database/account-repository';
import { leftBehind } from '../../database/left-behind';
import type { Queryable } from '../../database/queryable';
import { codesOfTransfers } from '../../database/transfer-repository';
import type { leavingAnswer } from '../../contract/city';
import type { Language } from '../../domain/refusal';
import { asksFor, fourEyesPairs } from '../tasks/task-rights';
import { codesIn, titleOf } from './transfer-view';

/** So many tasks are named; all are counted. */
const mostNamed = 20;

/** What would stay behind, or stays, without this account. */
export async function showLeaving(
  database: Queryable,
  account: Account,
  language: Language,
): Promise<z.output<typeof leavingAnswer>> {
  const { tasks, ...rest } = await leftBehind(
    database,
    { ...account, asks: asksFor(account.role) },
    fourEyesPairs,
    mostNamed,
  );
  const codes = await codesOfTransfers(database, [...new Set(tasks.map(({ transfer }) => transfer))]);
  return {
    ...rest,
    tasks: tasks.map(({ publicId, step, about, transfer, title, powers }) => ({
      id: publicId,
      title: titleOf(step, language),
      about,
      transfer: { id: transfer, title },
      powers: codesIn(powers, new Map((codes.get(transfer) ?? []).map((code, position) => [position, code]))),
    })),
  };
}
