/**
 * An official document as data, in both languages: what it says is decided here once, and every format only lays it out,
 * so that PDF and DOCX cannot differ.
 */
import { shownText } from '../../domain/kept-text';
import type { Words } from '../../domain/procedure/step';

/** A column of a table; `share` is its part of the type area's width. */
export interface Column<T = Words> {
  readonly title: T;
  readonly share: number;
}

/** One party's place in a block of signatures. */
export interface Signature<T = Words> {
  readonly organisation: T;
  /** What stands between organisation and date: who confirmed, in which way. */
  readonly lines: readonly T[];
  readonly date: T;
}

/** A part of the document's body. */
export type Block<T = Words> =
  /** First level (一、), set in hei. */
  | { readonly kind: 'heading'; readonly text: T }
  /** A natural paragraph; its first line is indented by two characters unless `flush`. */
  | { readonly kind: 'paragraph'; readonly text: T; readonly flush?: true }
  | { readonly kind: 'table'; readonly columns: readonly Column<T>[]; readonly rows: readonly (readonly T[])[] }
  /** Side by side, at the end. */
  | { readonly kind: 'signatures'; readonly parties: readonly Signature<T>[] };

/** The part above the body (版头 and title). */
export interface Head<T = Words> {
  /** The issuing organs' mark, red, above the line; empty where several parties sign and none issues. */
  readonly issuers: readonly T[];
  /** Where the number stands. The registry gives numbers, never the system. */
  readonly number: T;
  readonly title: T;
}

/** The part at the foot of the last page (版记). */
export interface Imprint<T = Words> {
  readonly copies: T;
  readonly printed: T;
}

/** A whole document. */
export interface OfficialDocument<T = Words> {
  readonly head: Head<T> | null;
  readonly blocks: readonly Block<T>[];
  readonly imprint: Imprint<T> | null;
}

/** The formats that a document is rendered in. */
export const formats = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
export type Format = keyof typeof formats;

/** A document in one language, ready to be laid out. */
export type LocalDocument = OfficialDocument<string>;

/** As it stands in a document: what was recorded before such text was refused may hold signs that no DOCX opens with. */
const said = (words: Words, language: keyof Words): string => shownText(words[language]);

function localBlock(block: Block, language: keyof Words): Block<string> {
  const say = (words: Words): string => said(words, language);
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, text: say(block.text) };
    case 'table':
      return {
        kind: 'table',
        columns: block.columns.map(({ title, share }) => ({ title: say(title), share })),
        rows: block.rows.map((row) => row.map(say)),
      };
    case 'signatures':
      return {
        kind: 'signatures',
        parties: block.parties.map(({ organisation, lines, date }) => ({
          organisation: say(organisation),
          lines: lines.map(say),
          date: say(date),
        })),
      };
  }
}

/** The document in the reader's language. */
export function inLanguage({ head, blocks, imprint }: OfficialDocument, language: keyof Words): LocalDocument {
  const say = (words: Words): string => said(words, language);
  return {
    head: head && { issuers: head.issuers.map(say), number: say(head.number), title: say(head.title) },
    blocks: blocks.map((block) => localBlock(block, language)),
    imprint: imprint && { copies: say(imprint.copies), printed: say(imprint.printed) },
  };
}
