import { contributingRoutes } from './contributing';
import { ownContributionRoutes } from './own';
import { receivedRoutes } from './received';

export const routes = [contributingRoutes, ownContributionRoutes, receivedRoutes];
