/** A procedure's prose, run over a ledger: each entry must change what the prose says that it changes. */
import type { ClientBase } from 'pg';
import type { NumberedLine } from '../../activities/line';
import { powerTransferCourse } from '../../workflows/power-transfer';
import type { Course } from '../../workflows/procedure/case';
import { changeText } from '../../workflows/procedure/checkpoint';
import { beginning, takeStand } from '../../workflows/procedure/stand';
import { powerTransferDossier } from '../domain/power-transfer/dossier';
import type { Dossier } from '../domain/procedure/dossier';
import type { Launch } from '../domain/procedure/launch';
import type { Recording } from '../domain/procedure/record';

/** The matter as a whole after an entry. */
export type Overall = Recording['overall'];

/** A procedure that is told its ledger entry by entry, in their order. */
export interface Prose {
  /** The matter as a whole after this entry; undefined where the entry is not what the prose makes of it. */
  take(line: NumberedLine): Overall | undefined;
}

/** The prose of one procedure, and what it is started with. */
export interface Story {
  readonly dossier: Dossier;
  /** Begins before the first entry, by the launch document; undefined where that does not tell all. */
  begin(document: unknown): Prose | undefined;
  /** Begins by what is stored beside the document, for what was launched before it told all. */
  beginStored(client: ClientBase, matter: string): Promise<Prose | undefined>;
}

function openProse<L extends Launch, E extends string>(course: Course<L, E>, launch: L): Prose {
  const stand = takeStand(beginning, launch, course);
  return {
    take(line) {
      try {
        return changeText(stand.take(line.entry)) === changeText(line) ? stand.overall() : undefined;
      } catch {
        // an answer to a task that is not open, an item that is not there
        return undefined;
      }
    },
  };
}

/** The story of a procedure, by its prose and its dossier. */
export const storyOf = <L extends Launch, E extends string>(course: Course<L, E>, dossier: Dossier<L>): Story => ({
  dossier,
  begin(document) {
    const launch = dossier.launchIn(document);
    return launch && openProse(course, launch);
  },
  async beginStored(client, matter) {
    const { rows } = await client.query<{ launch: L }>('select launch from public.matter where id = $1', [matter]);
    const [row] = rows;
    return row && openProse(course, row.launch);
  },
});

/** The stories of the city's procedures. */
export const stories: readonly Story[] = [storyOf(powerTransferCourse, powerTransferDossier)];

/** The story of the procedure of a code; `undefined` where there is none. */
export const storyOfCode = (code: string, among: readonly Story[]): Story | undefined =>
  among.find(({ dossier }) => dossier.procedure.code === code);
