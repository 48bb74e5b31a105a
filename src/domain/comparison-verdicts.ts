/**
 * What comes of holding a ledger against the engine's own history, from the best to the worst. `history-gone` is no
 * accusation: the engine keeps what has ended only for a time. `no-run` is one: of a transfer that has not ended the engine
 * has nothing at all.
 */
export const comparisonVerdicts = [
  'agree',
  'history-gone',
  'no-run',
  'engine-has-more',
  'ledger-has-more',
  'differs',
] as const;
export type ComparisonVerdict = (typeof comparisonVerdicts)[number];
