import { actRoutes } from './acts';
import { assemblingRoutes } from './assembling';
import { documentRoutes } from './documents';
import { eventRoutes } from './events';
import { matterRoutes } from './matters';
import { mentionRoutes } from './mentions';
import { noteRoutes } from './notes';
import { paceRoutes } from './pace';
import { transferRoutes } from './transfers';

export const routes = [
  matterRoutes,
  transferRoutes,
  actRoutes,
  assemblingRoutes,
  paceRoutes,
  noteRoutes,
  mentionRoutes,
  documentRoutes,
  eventRoutes,
];
