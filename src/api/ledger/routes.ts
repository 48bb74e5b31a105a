import { engineComparisonRoutes } from './engine-comparison';
import { historyRoutes } from './history';
import { ledgerExportRoutes } from './ledger-export';
import { ledgerSearchRoutes } from './ledger-search';
import { systemLedgerRoutes } from './system-ledger';

export const routes = [
  historyRoutes,
  ledgerSearchRoutes,
  ledgerExportRoutes,
  systemLedgerRoutes,
  engineComparisonRoutes,
];
