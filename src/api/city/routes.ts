import { accountRoutes } from './accounts';
import { calendarRoutes } from './calendar';
import { catalogueRoutes } from './catalogue';
import { certificateRoutes } from './certificates';
import { demonstrationRoutes } from './demonstration';
import { editingRoutes } from './editing';
import { importRoutes } from './imports';
import { localDayRoutes } from './local-days';
import { officerRoutes } from './officers';
import { ownPasswordRoutes } from './own-password';
import { procedureRoutes } from './procedures';
import { sessionRoutes } from './sessions';
import { settingRoutes } from './settings';

export const routes = [
  sessionRoutes,
  ownPasswordRoutes,
  catalogueRoutes,
  calendarRoutes,
  officerRoutes,
  certificateRoutes,
  accountRoutes,
  procedureRoutes,
  importRoutes,
  editingRoutes,
  settingRoutes,
  localDayRoutes,
  demonstrationRoutes,
];
