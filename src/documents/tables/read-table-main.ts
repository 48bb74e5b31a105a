/**
 * The process that reads one table and ends: columns and the file come in, the table or its refusal goes out. It knows
 * nothing of the system, and nobody else waits for it.
 */
import { buffer } from 'node:stream/consumers';
import { Refusal } from '../../domain/refusal';
import { readTable } from './sheet-reader';
import { tableAsked, type TableAnswer } from './table-exchange';

async function main(): Promise<void> {
  const asked = await buffer(process.stdin);
  const cut = asked.indexOf('\n');
  const columns = tableAsked.parse(JSON.parse(asked.toString('utf8', 0, cut)));
  let answer: TableAnswer;
  try {
    answer = { table: await readTable(asked.subarray(cut + 1), columns) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, params, errors } = error;
    answer = { refusal: { code, params, errors } };
  }
  process.stdout.write(JSON.stringify(answer));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
