/** What all acts upon a transfer have in common: who sees it, that it is done once, and how it stands afterwards. */
import type { Pool } from 'pg';
import type { z } from 'zod';
import type { Account } from '../../database/account-repository';
import { transferById, type TransferRow } from '../../database/transfer-repository';
import { Refusal, type Language } from '../../domain/refusal';
import type { transferAnswer } from '../../contract/transfers';
import type { CommandKey } from '../engine/command-key';
import { recordedBefore } from '../engine/commands';
import { showTransfers } from './transfer-view';

/** Reading and repeating for acts upon transfers. */
export function createActing(database: Pool) {
  return {
    /** The transfer as it is now, for the answer. */
    async shown(account: Account, id: string, language: Language): Promise<z.output<typeof transferAnswer>> {
      const row = await transferById(database, account, id);
      const [transfer] = row ? await showTransfers(database, [row], language) : [];
      if (!transfer) throw new Refusal('not-found');
      return transfer;
    },

    /** The transfer, before anything is said of roles: an account that does not see it learns nothing. */
    async transferOf(account: Account, id: string): Promise<TransferRow> {
      const row = await transferById(database, account, id);
      if (!row) throw new Refusal('not-found');
      return row;
    },

    /** Does the act unless the same command was recorded before. */
    async once(
      id: string,
      command: CommandKey,
      act: (sent: Omit<CommandKey, 'mayRepeat'>, mayRepeat: boolean) => Promise<unknown>,
    ): Promise<void> {
      if (command.mayRepeat && (await recordedBefore(database, id, command))) return;
      const { mayRepeat, ...sent } = command;
      await act(sent, mayRepeat);
    },
  };
}
