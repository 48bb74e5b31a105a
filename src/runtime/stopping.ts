/**
 * How a worker or an API process ends: once, in order, on SIGTERM, on SIGINT, or when the supervisor that started it is
 * gone (the channel to it closes, even if it was killed).
 */
const patienceMs = 15_000;

/**
 * Calls `stop` when the process is to end, and ends it afterwards; where `stop` takes longer than 15 seconds, without it.
 * @param stop finishes what was begun and closes connections
 */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), patienceMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (process.connected) process.on('disconnect', end);
}

/** What the supervisor tells the API when the demonstration city is there. */
export const demonstrationLoaded = 'demonstration loaded';

/** Whether the supervisor has told this process something yet. */
export function whetherTold(message: string): () => boolean {
  let told = false;
  process.on('message', (heard) => {
    if (heard === message) told = true;
  });
  return () => told;
}

/** Tells the supervisor, if there is one, that this process now does its work. */
export function tellReady(): void {
  if (process.connected) process.send?.('ready');
}

/**
 * Calls `stop` when npm, which ran this process as a script, is gone: killed, or ended by a signal that only the shell
 * between the two heard. Does nothing where no npm started it: a process that a shell left behind is meant to go on.
 */
export function onStarterGone(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const starter = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
