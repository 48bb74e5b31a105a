/** People who send commands, remember what they were told, and sometimes give up for good. */
import type { Client } from '@temporalio/client';
import type { Commands } from '../../src/api/engine/engine';
import type { Receipt, RefusalCode } from '../../src/domain/procedure/message';
import { Refusal } from '../../src/domain/refusal';
import type { Correspondence } from './checker';
import type { SigningEngine } from './city';

/** What became of a command for its sender. */
export type Told = { readonly receipt: Receipt } | { readonly refused: RefusalCode } | 'gave-up' | 'gone';

export interface People extends Correspondence {
  /** Sends as the API does, again and again until it is answered. */
  send<N extends keyof Commands>(name: N, command: Commands[N]): Promise<Told>;
  /** Sends once; the sender goes away when `until` is done, whatever has become of it. */
  sendOnce<N extends keyof Commands>(name: N, command: Commands[N], until: Promise<unknown>): Promise<Told>;
}

/** The people of one transfer. */
export function peopleOf(client: Client, engine: SigningEngine, transfer: string): People {
  const sent = new Set<string>();
  const acknowledged = new Map<string, Receipt>();
  const refused = new Set<string>();
  return {
    sent,
    acknowledged,
    refused,
    async send(name, command) {
      sent.add(command.key);
      for (let tried = 0; tried < 5; tried++) {
        const answer = await engine.update(name, transfer, command).catch((error: unknown) => {
          if (error instanceof Refusal && error.code === 'engine-unavailable') return undefined;
          throw error;
        });
        if (answer?.kind === 'gone') return 'gone';
        if (answer?.kind === 'recorded') {
          acknowledged.set(command.key, answer.receipt);
          return { receipt: answer.receipt };
        }
        if (answer?.kind === 'refused') {
          refused.add(command.key);
          return { refused: answer.code };
        }
      }
      return 'gave-up';
    },
    async sendOnce(name, command, until) {
      sent.add(command.key);
      const away = new AbortController();
      const leave = () => away.abort();
      until.then(leave, leave);
      const signed = engine.sign(name, transfer, command);
      const call = () =>
        client.workflow
          .getHandle(transfer)
          .executeUpdate<Receipt, [typeof command]>(name, { args: [signed], updateId: command.key });
      try {
        const receipt = await client.withAbortSignal(away.signal, call);
        acknowledged.set(command.key, receipt);
        return { receipt };
      } catch {
        return 'gave-up';
      }
    },
  };
}
