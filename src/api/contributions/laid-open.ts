/** What of a matter lies open to everybody, or lay: tasks of the steps in which the public has a say. */
import type { Pool } from 'pg';
import { closingOf, type Closing } from '../../database/contribution-repository';
import {
  laidOpenIn,
  matterOfPublic,
  saidInField,
  subjectsOf,
  type LaidOpenRow,
  type MatterOfPublic,
} from '../../database/laid-open-repository';
import { rangesOf } from '../../database/multirange';
import { dossierOf, type Family } from '../../domain/dossiers';
import type { Declaration } from '../../domain/procedure/declaration';
import { unpack } from '../../domain/procedure/ranges';
import type { Invitation, Step } from '../../domain/procedure/step';
import { Refusal, type Language } from '../../domain/refusal';
import type { LaidOpen } from '../../contract/types';

/** A step in which the public has a say. */
type Inviting = Step & { readonly contributions: Invitation };
const invites = (step: Step): step is Inviting => step.contributions !== undefined;

/** A task that lies open, or lay, with the step that it asks. */
export interface OpenTask extends LaidOpenRow {
  readonly declared: Inviting;
}

/** A matter of which something lies open, or lay. */
export interface OpenMatter extends MatterOfPublic {
  readonly declaration: Declaration;
  readonly tasks: readonly OpenTask[];
}

/** @throws Refusal `not-found` where nothing of it lies or lay open: nobody is told that there is such a matter */
export async function openMatter(database: Pool, family: Family | undefined, id: string): Promise<OpenMatter> {
  const matter = await matterOfPublic(database, id);
  const declaration = matter && dossierOf(matter.procedure, family)?.procedure;
  const steps = declaration?.steps.filter(invites) ?? [];
  if (!matter || !declaration || steps.length === 0) throw new Refusal('not-found');
  const rows = await laidOpenIn(
    database,
    id,
    steps.map(({ code }) => code),
  );
  const tasks = rows.flatMap((row) => {
    const declared = steps.find(({ code }) => code === row.step);
    return declared ? [{ ...row, declared }] : [];
  });
  if (tasks.length === 0) throw new Refusal('not-found');
  return { ...matter, declaration, tasks };
}

/** What lies open: of each item what was said of it last. */
async function textsOf(database: Pool, matter: string, { declared, powers }: OpenTask): Promise<Map<number, string>> {
  const texts = new Map<number, string>();
  const { shows } = declared.contributions;
  if (!shows) return texts;
  const said = await saidInField(database, matter, { step: shows.step.code, field: shows.field, powers });
  for (const { powers: some, text } of said)
    for (const position of unpack(rangesOf(some)))
      if (text === null) texts.delete(position);
      else texts.set(position, text);
  return texts;
}

/** What a closing entry counted, as everybody may read it. */
export const showClosing = ({ seq, hash, count, root }: Closing) => ({ seq, hash, count, root });

/** A task that lies open, or lay, in the reader's language. */
export async function showLaidOpen(
  database: Pool,
  matter: string,
  task: OpenTask,
  language: Language,
): Promise<LaidOpen> {
  const { declared, publicId, powers, opened, until, open } = task;
  const positions = unpack(rangesOf(powers));
  const [texts, subjects, closing] = await Promise.all([
    textsOf(database, matter, task),
    subjectsOf(database, matter, powers),
    open ? undefined : closingOf(database, matter, task.id),
  ]);
  const named = (position: number) => subjects.get(position) ?? `#${position}`;
  const byText = new Map<string, string[]>();
  for (const position of positions) {
    const text = texts.get(position);
    if (text !== undefined) byText.set(text, [...(byText.get(text) ?? []), named(position)]);
  }
  return {
    task: publicId,
    step: { code: declared.code, title: declared.title[language] },
    asks: declared.contributions.asks[language],
    texts: [...byText].map(([text, items]) => ({ items, text })),
    items: positions.map(named),
    from: opened.toISOString(),
    ...(until ? { until: until.toISOString() } : {}),
    state: open ? 'open' : until === null || closing ? 'closed' : 'over',
    ...(closing ? { counted: showClosing(closing) } : {}),
  };
}
