import type { Words } from './step';

/** A term of a procedure, and how one keeps to it. */
export interface Term extends Words {
  /** What it means, to somebody who is new here. */
  readonly means: Words;
  /** Chinese that no shown text says for it. */
  readonly not?: readonly string[];
  /** English, or the beginnings of it, of which one stands beside every Chinese text that has the term. */
  readonly beside?: readonly string[];
  /** Where it comes from: a law with its articles, or a document. */
  readonly law?: string;
}

export interface Chapter {
  readonly title: Words;
  readonly terms: readonly Term[];
}
