import type { zh } from './zh';

/** The list of transfers. */
export const en: typeof zh = {
  title: 'Transfers',
  about: 'The transfers that you may see, the newest first.',
  search: 'Find',
  searchHint: 'title',
  state: 'State',
  all: 'all',
  states: {
    'in-progress': 'in progress',
    suspended: 'suspended',
    'in-force': 'in force',
    withdrawn: 'withdrawn',
    ended: 'ended',
  },
  subDistrict: 'Sub-district',
  department: 'Department',
  caption: 'List of transfers',
  transfer: 'Transfer',
  where: 'Now waiting for',
  powers: 'Powers',
  powersCount: (living, of) => (living === of ? `${of}` : `${of}, of which ${living} live`),
  mode: 'Mode',
  launched: 'Launched',
  nothingOpen: 'no open task',
  waiting: (step, count) => (count > 1 ? `${step} (${count} tasks)` : step),
  overdue: 'overdue',
  empty: 'No transfer matches.',
};
