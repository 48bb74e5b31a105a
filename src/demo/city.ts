/** Brings the demonstration city's matters to their places, through the API alone; who is interrupted carries on. */
import { isProblem } from '../client/client';
import type { People } from './people';
import { transferPieces } from './power-transfer/pieces';

/** What is told while the city is loaded: a matter is in its place; `done` of `of` are. */
export type Progress = (news: { readonly title: string; readonly done: number; readonly of: number }) => void;

/** How many are driven at once: more only makes each of them late on a small machine. */
const atOnce = 4;

/**
 * Loads the city. What is in its place already is left as visitors made it.
 *
 * @throws AggregateError naming everything that could not be brought to its place; the others are in theirs.
 */
export async function loadCity(people: People, progress: Progress = () => undefined): Promise<void> {
  const pieces = await transferPieces(people);
  const failures: Error[] = [];
  const waiting = [...pieces];
  let done = 0;
  async function work(): Promise<void> {
    for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
      const { title } = piece;
      try {
        if (!piece.inPlace) await piece.bring();
        progress({ title, done: (done += 1), of: pieces.length });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const fields = isProblem(error, 422) ? JSON.stringify(error.body.errors) : '';
        failures.push(new Error(`${title}: ${why} ${fields}`.trim(), { cause: error }));
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
}
