/** What people edit beside the procedures, and of which a history is kept. */
export const changeKinds = [
  'power',
  'organisation',
  'account',
  'officer',
  'certificate',
  'settings',
  'calendar',
] as const;
export type ChangeKind = (typeof changeKinds)[number];
