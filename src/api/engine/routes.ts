import { troubleRoutes } from './troubles';

export const routes = [troubleRoutes];
