/** How tasks are named: `<entry key>/<step>@<party>:<office>`, with `~<about>` where there is one. */

/** Who is asked: a party, and the office that it is. Procedures of the first two editions name the office alone. */
export interface Addressee {
  readonly party?: string;
  readonly office: string;
}

/** What is asked of one office about one thing: its tasks follow one another. */
export const questionName = (step: string, { party, office }: Addressee, about: string | undefined): string =>
  `${step}@${party === undefined ? office : `${party}:${office}`}${about === undefined ? '' : `~${about}`}`;

/** A task's id: the entry that opened it, and what it asks. */
export const taskId = (key: string, question: string): string => `${key}/${question}`;

/** Whether the entry with this key opened the task. */
export const isOpenedBy = (id: string, key: string): boolean => id.startsWith(`${key}/`);

// keys and what a task is about may have slashes of their own
const partsOf = (id: string): readonly string[] => /^(.*)\/([a-z0-9-]+)@/s.exec(id) ?? [];

/** The key of the entry that opened a task. */
export const openerOf = (id: string): string => partsOf(id)[1] ?? '';

/** The code of the step that a task asks. */
export const stepIn = (id: string): string => partsOf(id)[2] ?? '';
