/** Mentions in a text: `@` and a user name. What of it counts is what the server was told beside the text. */

/** A mention that is being written. */
export interface Begun {
  /** Where its `@` stands. */
  readonly from: number;
  /** What was typed after it. */
  readonly word: string;
}

/** The mention that is being written where the caret stands; an address of e-mail is none. */
export function mentionAt(text: string, caret: number): Begun | undefined {
  const found = /(?<![A-Za-z0-9._-])@([^\s@]{0,30})$/.exec(text.slice(0, caret));
  return found ? { from: found.index, word: found[1] ?? '' } : undefined;
}

/** The text with the mention written out, and where the caret stands then. */
export function withMention(text: string, { from, word }: Begun, username: string): { text: string; caret: number } {
  const before = `${text.slice(0, from)}@${username} `;
  return { text: before + text.slice(from + 1 + word.length).replace(/^ /, ''), caret: before.length };
}

const names = /(?<![A-Za-z0-9._-])@([a-z][a-z0-9-]{1,39})/g;

/** Of these people, the ones whom the text mentions, each once. */
export const mentionedIn = (text: string, known: ReadonlySet<string>): string[] => [
  ...new Set([...text.matchAll(names)].flatMap(([, name = '']) => (known.has(name) ? [name] : []))),
];

/** A text, or somebody who is mentioned in it. */
export type Piece<P> = { readonly text: string } | { readonly person: P };

/** A text cut where somebody is mentioned. */
export function piecesOf<P extends { readonly username: string }>(text: string, mentions: readonly P[]): Piece<P>[] {
  const pieces: Piece<P>[] = [];
  let from = 0;
  for (const found of text.matchAll(names)) {
    const person = mentions.find(({ username }) => username === found[1]);
    if (!person) continue;
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) });
    pieces.push({ person });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
