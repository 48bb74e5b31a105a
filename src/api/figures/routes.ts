import { overviewRoutes } from './overview';
import { registerRoutes } from './register';
import { spreadsheetRoutes } from './spreadsheets';

export const routes = [registerRoutes, spreadsheetRoutes, overviewRoutes];
