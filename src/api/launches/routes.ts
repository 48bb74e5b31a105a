import { launchRoutes } from './launches';
import { launchPreviewRoutes } from './previews';

export const routes = [launchRoutes, launchPreviewRoutes];
