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

// Chinese characters are two columns wide
const width = (text: string): number => [...text].reduce((sum, character) => sum + (character >= '\u2e80' ? 2 : 1), 0);

/** As much of a text as fits into so many columns. */
function fit(text: string, columns: number): string {
  let fitting = '';
  for (const character of text) {
    if (width(fitting + character) > columns) break;
    fitting += character;
  }
  return fitting;
}

/** Progress on standard error. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let what = '';
  let started = 0;
  let written = 0;
  let timer: NodeJS.Timeout | undefined;
  let detail = '';
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const how = () => `${detail === '' ? '' : ` · ${detail}`}${seconds() < 2 ? '' : ` · ${seconds()} s`}`;
  const show = (last: boolean) => {
    if (what === '') return;
    if (stream.isTTY) {
      // how far it is is what changes: rather than that, what it is gets cut
      const room = (stream.columns || 80) - width(how()) - 3;
      stream.write(`\r\u001b[2K  ${fit(what, room)}${how()}${last ? '\n' : ''}`);
    } else if (last || Date.now() - written > quietMs) {
      stream.write(`  ${what}${how()}\n`);
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
