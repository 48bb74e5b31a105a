import { actRoutes } from './acts';
import { documentRoutes } from './documents';
import { eventRoutes } from './events';
import { mentionRoutes } from './mentions';
import { noteRoutes } from './notes';
import { paceRoutes } from './pace';
import { transferRoutes } from './transfers';

export const routes = [transferRoutes, actRoutes, paceRoutes, noteRoutes, mentionRoutes, documentRoutes, eventRoutes];
