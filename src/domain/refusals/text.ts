import type { Words } from '../procedure/step';

/** What a person is told of a refusal: how the answer is called, and what to do about it. `{name}` is a parameter. */
export interface RefusalText {
  /** HTTP status of the answer. */
  readonly status: number;
  readonly title: Words;
  readonly message: Words;
}

/** A refusal's text: status, title and message, each zh then en. */
export const text = (
  status: number,
  title: readonly [string, string],
  message: readonly [string, string],
): RefusalText => ({
  status,
  title: { zh: title[0], en: title[1] },
  message: { zh: message[0], en: message[1] },
});
