/** What stays behind when an account is closed or goes elsewhere, as the administrator is told. */
import type { z } from 'zod';
import type { Account } from '../../database/account-repository';
import { leftBehind } from '../../database/left-behind';
import type { Queryable } from '../../database/queryable';
import { codesOfTransfers } from '../../database/transfer-repository';
import type { leavingAnswer } from '../../contract/city';
import type { Language } from '../../domain/refusal';
import type { Served } from '../family';
import { byPosition, codesIn } from './codes';

/** So many tasks are named; all are counted. */
const mostNamed = 20;

/** What would stay behind, or stays, without this account. */
export async function showLeaving(
  database: Queryable,
  family: Served,
  account: Account,
  language: Language,
): Promise<z.output<typeof leavingAnswer>> {
  const { tasks, ...rest } = await leftBehind(
    database,
    { ...account, asks: family.asksFor(account.role) },
    family.rules.fourEyes,
    mostNamed,
  );
  const codes = await codesOfTransfers(database, [...new Set(tasks.map(({ transfer }) => transfer))]);
  return {
    ...rest,
    tasks: tasks.map(({ publicId, procedure, step, about, transfer, title, powers }) => ({
      id: publicId,
      title: family.titles(procedure, language).step(step),
      about,
      transfer: { id: transfer, title },
      powers: codesIn(powers, byPosition(codes.get(transfer))),
    })),
  };
}
