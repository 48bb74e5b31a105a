import type { zh } from './zh';

/** The system's ledger. */
export const en: typeof zh = {
  title: "The system's ledger",
  about:
    'What was done to the system itself: sign-ins and refused ones, accounts and roles, edits of catalogue and settings, keys. Each entry is chained to the one before by its hash; verification recomputes them too.',
  caption: "The system's ledger, newest first",
  empty: 'No entry matches.',
  when: 'When',
  what: 'What',
  told: 'Content',
  who: 'Who',
  entry: 'Entry',
  kind: 'What',
  by: 'User name',
  byHint: 'whose doing, or whose account',
  from: 'From',
  until: 'Until',
  all: 'all',
};
