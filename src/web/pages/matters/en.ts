import type { zh } from './zh';

/** The list of all matters. */
export const en: typeof zh = {
  title: 'All matters',
  about: 'The matters of every procedure that you may see, the newest first.',
  caption: 'Matters of every procedure, the newest first',
  empty: 'There is no matter yet that you may see.',
  emptyFiltered: 'No matter is like that.',
  clear: 'Clear',
  search: 'Find',
  searchHint: 'Title or id',
  procedure: 'Procedure',
  state: 'State',
  all: 'all',
  overdueOnly: 'overdue only',
  matter: 'Matter',
  items: 'Items',
  open: 'Open tasks',
  openTasks: (count) => `${count}`,
  nothingOpen: 'none',
  overdue: (count) => `${count} overdue`,
  launched: 'Launched',
};
