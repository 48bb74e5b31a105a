/** What a process looks at every minute beside its work: whether clocks agree, and certificates hold. */
import { createCertificateWatch, type CertificateEnds } from './certificates';
import { createClockComparison, type ClockComparison } from './clocks';
import type { connectionOptions } from './engine-access';
import type { Logger } from './log';

const everyMs = 60_000;

/** Starts looking, at once and every minute. */
export function watchSurroundings({
  engine,
  log,
  ...comparison
}: ClockComparison & { readonly engine: ReturnType<typeof connectionOptions>; readonly log: Logger }) {
  const clocks = createClockComparison(comparison);
  const certificates = createCertificateWatch(engine, comparison.database, comparison.now);
  const look = async () => {
    try {
      await clocks.look();
      await certificates?.look();
    } catch (error) {
      // the database is away, most likely: others say so
      log.debug({ err: error }, 'clocks and certificates could not be looked at');
    }
  };
  let looking = look();
  const timer = setInterval(() => (looking = looking.then(look)), everyMs);
  return {
    engineSaid: clocks.engineSaid,
    certificates: (): CertificateEnds | undefined => certificates?.ends(),
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await looking;
    },
  };
}
