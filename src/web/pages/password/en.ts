import type { zh } from './zh';

/** One's own password. */
export const en: typeof zh = {
  title: 'Change password',
  about: 'When it is changed, you are signed out on all other computers and browsers.',
  mustTitle: 'Change your password first',
  must: 'Your password was set by somebody else. So that what is done in your name is done by you alone, change it to one that only you know; then go on.',
  current: 'The password you have',
  next: 'New password',
  hint: (least) =>
    `at least ${least} characters, without your user name; a sentence that you remember is better than a row of signs`,
  again: 'New password once more',
  enterCurrent: 'Enter the password you have',
  enterNext: 'Enter a new password',
  differs: 'The new password is not the same in both places',
  save: 'Change password',
  done: 'The password is changed; all other sessions have ended.',
};
