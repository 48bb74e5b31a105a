/** Whether an error means that the database is away: it cannot be reached, is starting or stopping, or the connection broke. */
import { codeOf } from '../runtime/trouble';

// Node's of a connection; PostgreSQL's of a server that stops (57P0x), of a broken connection (08) and of too many of them
const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '53300',
]);

// what the driver says without a code
const messages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether it is so. */
export const isDatabaseAway = (error: unknown): boolean =>
  codes.has(codeOf(error)) || (error instanceof Error && messages.test(error.message));
