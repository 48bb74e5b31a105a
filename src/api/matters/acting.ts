/** What all acts upon a matter have in common: who steers it, that it is done once, and how it stands afterwards. */
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Account } from '../../database/account-repository';
import type { MatterRow } from '../../database/matter-repository';
import { transferById } from '../../database/transfer-repository';
import type { Receipt } from '../../domain/procedure/message';
import { Refusal, type Language } from '../../domain/refusal';
import { matterAnswer } from '../../contract/matters';
import { transferAnswer } from '../../contract/transfers';
import type { Inside } from '../dependencies';
import type { CommandKey } from '../engine/command-key';
import { recordedBefore } from '../engine/commands';
import { accountOf } from '../http/authentication';
import { matterAt, mattersAddress, transfersAddress, type Address } from './addresses';
import { showMatter } from './matter-view';
import { showTransfers } from './transfer-view';

/** An address of acts, and what it answers: the matter as it is now. */
export interface Acted {
  readonly address: Address;
  readonly answer: z.ZodType;
  readonly shown: (account: Account, id: string, language: Language) => Promise<unknown>;
}

const acted = <A extends z.ZodType>(
  address: Address,
  answer: A,
  shown: (account: Account, id: string, language: Language) => Promise<z.output<A>>,
): Acted => ({ address, answer, shown });

/** Reading and repeating for acts upon matters. */
export function createActing(dependencies: Inside) {
  const { database, family } = dependencies;

  async function shownTransfer(
    account: Account,
    id: string,
    language: Language,
  ): Promise<z.output<typeof transferAnswer>> {
    const row = await transferById(database, account, id);
    const [transfer] = row ? await showTransfers(dependencies, [row], language) : [];
    if (!transfer) throw new Refusal('not-found');
    return transfer;
  }

  return {
    shownTransfer,
    atTransfers: acted(transfersAddress, transferAnswer, shownTransfer),
    atMatters: acted(mattersAddress, matterAnswer, async (account, id, language) =>
      showMatter(dependencies, await matterAt(database, mattersAddress, account, id), account, language),
    ),

    /**
     * The matter and who steers it. Of which office the steward is, the procedure judges by itself.
     *
     * @throws Refusal `not-found` before anything is said of roles, `not-your-role`
     */
    async steered(
      request: FastifyRequest,
      address: Address,
      id: string,
    ): Promise<{ readonly account: Account; readonly matter: MatterRow }> {
      const account = accountOf(request);
      const matter = await matterAt(database, address, account, id);
      const { steward } = family.dossier(matter.procedure).procedure;
      if (account.role !== steward.role) throw new Refusal('not-your-role');
      return { account, matter };
    },

    /** Does the act unless the same command was recorded before. */
    async once(
      id: string,
      command: CommandKey,
      act: (sent: Omit<CommandKey, 'mayRepeat'>, mayRepeat: boolean) => Promise<Receipt>,
    ): Promise<Receipt> {
      const before = command.mayRepeat ? await recordedBefore(database, id, command) : undefined;
      if (before) return before;
      const { mayRepeat, ...sent } = command;
      return act(sent, mayRepeat);
    },
  };
}
