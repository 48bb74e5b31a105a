import { fileRoutes } from './files';

export const routes = [fileRoutes];
