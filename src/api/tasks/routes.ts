import { claimRoutes } from './claims';
import { completionRoutes } from './completions';
import { stepRoutes } from './steps';
import { taskRoutes } from './tasks';

export const routes = [stepRoutes, taskRoutes, completionRoutes, claimRoutes];
