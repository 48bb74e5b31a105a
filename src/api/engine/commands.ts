/** Sending a command and answering for it: whatever happens on the way, the ledger says what became of it. */
import type { Pool } from 'pg';
import type { Account } from '../../database/account-repository';
import { entryOfKey, headOf, type LedgerRow } from '../../database/ledger-repository';
import { systemOffice } from '../../domain/procedure/declaration';
import { messages, type Person, type Receipt, type RefusalCode } from '../../domain/procedure/message';
import { isOpenedBy } from '../../domain/procedure/task-id';
import { procedureRefusal, Refusal, type Sent as SentFields } from '../../domain/refusal';
import type { CommandKey } from './command-key';
import { signCommand } from '../../ledger/command-signature';
import { lineOfOurs } from '../../ledger/content';
import type { Dependencies } from '../dependencies';
import type { Commands } from './engine';
import { mustStandTogether, orTrouble } from './why-not';

/** A person as the procedure knows them. */
export const personOf = ({ username, nameZh, nameEn, organisation, organisationName, role }: Account): Person => ({
  id: username,
  name: { zh: nameZh, en: nameEn },
  office: organisation,
  officeName: organisationName,
  role,
});

/** The system as a command's sender: nobody's act, but the API's signature all the same. */
export const system: Person = {
  ...{ id: 'system', office: systemOffice, role: 'system' },
  name: { zh: '系统', en: 'system' },
};

/** What was recorded, read back from the ledger: the answer to a command that comes again. */
export function receiptOf({ key, seq, content }: LedgerRow): Receipt & { readonly digest: string | undefined } {
  const { entry, put } = lineOfOurs(content);
  const opened = put.flatMap(({ id }) => (isOpenedBy(id, key) ? [id] : []));
  return { key, seq, opened, again: true, digest: entry.digest };
}

/**
 * What the ledger has of a command, if it was recorded before.
 *
 * @throws Refusal `idempotency-key-reused` where it was recorded with other content
 */
export async function recordedBefore(
  database: Pool,
  transfer: string,
  command: Pick<CommandKey, 'key' | 'digest'>,
): Promise<Receipt | undefined> {
  const row = await entryOfKey(database, transfer, command.key);
  if (!row) return undefined;
  const { digest, ...receipt } = receiptOf(row);
  if (digest !== command.digest)
    throw new Refusal('idempotency-key-reused', {
      field: '/headers/idempotency-key',
    });
  return receipt;
}

/** What a command is sent with. */
type Sending = Pick<Dependencies, 'database' | 'engine' | 'signingKey' | 'now'>;

/** Refusals that tell of what was recorded before: true only if the ledger has it. */
const ofThePast: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  ...(['already-completed', 'not-open', 'closed', 'suspended', 'not-suspended', 'handed-over'] as const),
  ...(['not-handed-over', 'recall-under-way', 'power-ended', 'idempotency-key-reused'] as const),
]);

/**
 * Sends a command to a transfer's procedure; the receipt says that it is in the ledger.
 *
 * @param mayRepeat whether the sender chose the key, so that the command may have come before, with this content or other
 * @param fields where the sender's fields are, for refusals by the procedure
 * @throws Refusal whatever the procedure refuses; `closed` where it has ended; `ledger-behind`, `engine-lost` where its
 *   ledger and the engine do not stand together; `engine-unavailable` where it gives no answer
 */
export async function send<N extends keyof Commands>(
  { database, engine, signingKey, now }: Sending,
  name: N,
  transfer: string,
  command: Commands[N],
  mayRepeat: boolean,
  fields: SentFields,
): Promise<Receipt> {
  const signed = signingKey ? signCommand(transfer, messages[name], command, now(), signingKey) : command;
  const sent = await orTrouble(database, transfer, engine.update(name, transfer, signed));
  if (sent.kind === 'refused') {
    if (ofThePast.has(sent.code)) await mustStandTogether({ database, engine }, transfer);
    throw procedureRefusal(sent.code, sent.detail, fields);
  }
  if (sent.kind === 'recorded' && !mayRepeat) return sent.receipt;
  // the engine answers an update's id that it knows without asking what came with it: the ledger knows that
  const recorded = await recordedBefore(database, transfer, command);
  if (recorded) return sent.kind === 'recorded' && !sent.receipt.again ? sent.receipt : recorded;
  // recorded, says the engine, and the ledger has nothing of it; or a living transfer whose procedure is gone
  await mustStandTogether({ database, engine }, transfer);
  if (sent.kind === 'recorded') return sent.receipt;
  const head = await headOf(database, transfer);
  const over = head?.over === true;
  // a launch that the engine will yet be told of
  throw new Refusal(over ? 'closed' : 'engine-unavailable');
}
