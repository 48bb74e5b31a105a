import { hash } from 'node:crypto';

/**
 * What people, addresses and command lines name a task by: its own id is unique in its transfer only, and holds slashes.
 * It begins with a letter, so that no program takes it for an option.
 */
export const publicTaskId = (transfer: string, task: string): string =>
  `k${hash('sha256', `${transfer}\n${task}`, 'base64url').slice(0, 21)}`;
