/** What scanners say of a file. */
export type Verdict = { readonly clean: true } | { readonly clean: false; readonly finding: string };

/** A scanner gave no answer that can be relied upon. */
export class ScannerFailed extends Error {
  override readonly name = 'ScannerFailed';
}

/** A finding as it may be shown and logged: one short line, however much a program prints. */
export const findingOf = (said: string): string =>
  said
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 200) || '?';
