import { addDays, type LocalDate } from '../procedure/calendar';

/** Days before its end from which a certificate is marked: training and issue of a new one take about that long. */
export const expiringDays = 90;

/** What it takes for an officer's certificates to need no care: one is valid on the day, and still after the other. */
export const careOn = (today: LocalDate) => ({ today, beyond: addDays(today, expiringDays) });
