/**
 * Addresses and their pages. Each page is a folder in `pages/` whose `page.tsx` exports `Component`; it is loaded when
 * somebody goes there. What needs nobody signed in stands outside the shell.
 */
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { PageFault, PageLoading } from './fault';
import { PublicFrame } from './public-frame';
import { Shell } from './shell';
import { StartPage } from './start-page';

const staff: RouteObject[] = [
  { index: true, element: <StartPage /> },
  { path: 'tasks', lazy: () => import('../pages/tasks/page') },
  { path: 'tasks/bulk', lazy: () => import('../pages/bulk/page') },
  { path: 'tasks/:task', lazy: () => import('../pages/task/page') },
  { path: 'transfers', lazy: () => import('../pages/power-transfer/transfers/page') },
  { path: 'transfers/:transfer', lazy: () => import('../pages/power-transfer/transfer/page') },
  { path: 'matters', lazy: () => import('../pages/matters/page') },
  { path: 'matters/:matter', lazy: () => import('../pages/matter/page') },
  { path: 'mentions', lazy: () => import('../pages/mentions/page') },
  { path: 'launch', lazy: () => import('../pages/power-transfer/launch/page') },
  { path: 'overview', lazy: () => import('../pages/overview/page') },
  { path: 'catalogue', lazy: () => import('../pages/power-transfer/catalogue/page') },
  { path: 'people/*', lazy: () => import('../pages/people/page') },
  { path: 'settings/*', lazy: () => import('../pages/settings/page') },
  { path: 'system-ledger', lazy: () => import('../pages/system-ledger/page') },
  { path: 'password', lazy: () => import('../pages/password/page') },
  // `audit`, `audit/transfers/:transfer` with `#entry-12` for one entry
  { path: 'audit/*', lazy: () => import('../pages/audit/page') },
];

const open: RouteObject[] = [
  { path: 'sign-in', lazy: () => import('../pages/sign-in/page') },
  // what of a matter lies open to everybody, and what somebody said to it, by the receipt
  { path: 'open/:matter', lazy: () => import('../pages/public-matter/page') },
  { path: 'said/:receipt', lazy: () => import('../pages/public-matter/own') },
  // `register`, and `register/:transfer/:power` for an entry's permanent address
  { path: 'register/*', lazy: () => import('../pages/power-transfer/register/page') },
];

/** The application's addresses. */
export const router = createBrowserRouter([
  {
    errorElement: <PageFault />,
    hydrateFallbackElement: <PageLoading />,
    children: [
      { element: <PublicFrame />, children: [{ errorElement: <PageFault />, children: open }] },
      { path: '/', element: <Shell />, children: [{ errorElement: <PageFault />, children: staff }] },
      { path: '*', element: <Navigate to="/" replace /> },
    ],
  },
]);
