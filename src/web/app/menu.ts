import type { Me } from '../api/types';
import type { zh } from './zh';

/** A place in the side menu. */
export interface MenuItem {
  readonly path: string;
  readonly phrase:
    | 'tasks'
    | 'transfers'
    | 'matters'
    | 'overview'
    | 'launch'
    | 'catalogue'
    | 'people'
    | 'settings'
    | 'audit'
    | 'systemLedger'
    | 'register';
  /** Roles that have it; everybody where there is none. */
  readonly roles?: readonly (keyof (typeof zh)['roles'])[];
}

const items: readonly MenuItem[] = [
  {
    path: '/tasks',
    phrase: 'tasks',
    roles: ['coordinator', 'government', 'reviewer', 'certifier', 'assessor', 'head', 'trainer', 'office', 'chief'],
  },
  { path: '/transfers', phrase: 'transfers' },
  { path: '/matters', phrase: 'matters' },
  { path: '/overview', phrase: 'overview', roles: ['coordinator', 'government', 'auditor'] },
  { path: '/launch', phrase: 'launch', roles: ['coordinator'] },
  { path: '/catalogue', phrase: 'catalogue' },
  { path: '/people', phrase: 'people' },
  { path: '/settings', phrase: 'settings', roles: ['coordinator', 'government', 'auditor'] },
  { path: '/audit', phrase: 'audit', roles: ['auditor', 'coordinator'] },
  { path: '/system-ledger', phrase: 'systemLedger', roles: ['auditor', 'security'] },
  { path: '/register', phrase: 'register' },
];

/** What somebody finds in the menu: only what they may do. */
export const menuOf = ({ role }: Pick<Me, 'role'>): readonly MenuItem[] =>
  items.filter(({ roles }) => !roles || roles.some((one) => one === role));
