/** Shows what takes long: one line that is written over in a terminal, a line now and then in a file. */
export interface Progress {
  /** What is being done, in both languages; ends the former. */
  begin(what: string): void;
  /** How far it is (`312 packages`). */
  at(detail: string): void;
  /** What was being done is done. */
  done(detail?: string): void;
}

const quietMs = 15_000;

/** Progress on standard error. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let what = '';
  let started = 0;
  let written = 0;
  let timer: NodeJS.Timeout | undefined;
  let detail = '';
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const line = () => `  ${what}${detail === '' ? '' : ` · ${detail}`}${seconds() < 2 ? '' : ` · ${seconds()} s`}`;
  const show = (last: boolean) => {
    if (what === '') return;
    if (stream.isTTY) {
      stream.write(`\r\u001b[2K${line().slice(0, stream.columns - 1)}${last ? '\n' : ''}`);
    } else if (last || Date.now() - written > quietMs) {
      stream.write(`${line()}\n`);
      written = Date.now();
    }
  };
  const close = () => {
    clearInterval(timer);
    show(true);
    what = detail = '';
  };
  return {
    begin(next) {
      if (what !== '') close();
      what = next;
      started = written = Date.now();
      show(false);
      timer = setInterval(() => show(false), 1000);
      timer.unref();
    },
    at(next) {
      detail = next;
    },
    done(last = detail) {
      detail = last;
      close();
    },
  };
}

/** Progress that nobody sees. */
export const noProgress: Progress = { begin: () => undefined, at: () => undefined, done: () => undefined };
