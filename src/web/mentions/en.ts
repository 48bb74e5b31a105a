import type { zh } from './zh';

/** Mentioning somebody. */
export const en: typeof zh = {
  hint: 'Type @ to mention somebody who may see this transfer.',
  offered: (count) => `${count} ${count === 1 ? 'person' : 'people'}: choose with the arrow keys and Enter`,
  nobody: 'Nobody of that name',
  people: 'People who can be mentioned',
};
