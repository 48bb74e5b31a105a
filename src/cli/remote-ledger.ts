/** The ledger as the API shows it, in the form that an export is made of. */
import type { Client } from '../client/client';
import type { StoredItem } from '../ledger/stored';

/** One transfer's entries, or those of all that the caller may see, by id. Its heads are the last entries themselves. */
export async function* remoteLedger(client: Client, transfer?: string): AsyncGenerator<StoredItem> {
  const ids = transfer === undefined ? (await client.transfers()).map(({ id }) => id).sort() : [transfer];
  for (const id of ids) {
    let head = { transfer: id, seq: 0, hash: '' };
    for (const { seq, key, previous, hash, content, run, written } of await client.history(id)) {
      yield { kind: 'entry', row: { transfer: id, seq, key, previous, hash, content, run, written } };
      head = { transfer: id, seq, hash };
    }
    yield { kind: 'head', head };
  }
}
