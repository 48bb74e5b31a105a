import pino, { type Logger } from 'pino';
import type { LogLevel } from './configuration';

export type { Logger };

/** What must never stand in a log: secrets of a request, and personal data of officers. */
const redacted = [
  'password',
  'token',
  'idNumber',
  'phone',
  '*.password',
  '*.token',
  '*.idNumber',
  '*.phone',
  'req.headers.authorization',
  'req.headers.cookie',
];

/**
 * A logger for one process: lines of JSON on standard output (the supervisor and a container engine both collect that),
 * with the process's name, times in RFC 3339.
 */
export function openLog(process: string, level: LogLevel = 'info'): Logger {
  const out = pino.destination({ dest: 1, sync: true });
  // a line that cannot be written (the disk is full) is lost, and the process goes on
  out.on('error', () => undefined);
  return pino(
    {
      name: process,
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redacted, censor: '[redacted]' },
    },
    out,
  );
}
