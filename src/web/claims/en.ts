import type { zh } from './zh';

/** Who takes care of a task. */
export const en: typeof zh = {
  heading: 'Taken care of by',
  nobody: 'nobody yet',
  you: 'you',
  other: (name) => name,
  since: (at) => `since ${at}`,
  old: 'long ago',
  oldHint: 'Claimed more than 3 working days ago: ask, or take it over.',
  claim: 'Claim',
  release: 'Release',
  takeOver: 'Take over',
  actOn: (act, task) => `${act}: ${task}`,
  takeOverTitle: (name) => `Take over from ${name}`,
  takeOverAbout: (name) =>
    `${name} takes care of this task and may be writing the answer. Once you have taken it over it is yours, and ${name} cannot send it any more.`,
  takeOverNow: 'Take it over',
  takenFrom: (name) => `Taken over; before, ${name} took care of it.`,
  otherWorks: (name) => `${name} takes care of this task. Take it over first if you are to send the answer.`,
  filter: 'Taken care of by',
  all: 'all',
  mine: 'me',
  free: 'nobody',
  others: 'others',
};
