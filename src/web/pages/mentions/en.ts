import type { zh } from './zh';

/** Where one is mentioned. */
export const en: typeof zh = {
  title: 'Mentions of me',
  about: 'Where colleagues mention you with @ in questions, answers and comments; unread ones first.',
  unreadOnly: 'unread only',
  unread: 'unread',
  read: 'Mark as read',
  readOf: (title) => `Mark as read: ${title}`,
  readAll: (count) => `Mark the ${count} unread shown as read`,
  empty: 'Nobody has mentioned you yet.',
  emptyUnread: 'Nothing unread.',
  caption: 'List of mentions',
  writtenBy: (office, by, at) => `${office} · ${by} · ${at}`,
};
