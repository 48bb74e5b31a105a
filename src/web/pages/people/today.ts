import { dateAt } from '../../../domain/procedure/calendar';

/** The day it is in Shanghai. */
export const today = (): string => dateAt(Date.now());
