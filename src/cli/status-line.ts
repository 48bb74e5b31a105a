import type { Context } from './context';

/** One line that is written over while something is waited for; nothing where nobody watches. */
export interface StatusLine {
  readonly write: (text: string) => void;
  readonly clear: () => void;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** A status line on standard error of an interactive terminal. */
export function startLine({ terminal, json }: Context): StatusLine {
  if (!terminal.interactive || json) return { write: () => undefined, clear: () => undefined };
  let frame = 0;
  let shown = false;
  return {
    write(text) {
      frame = (frame + 1) % frames.length;
      shown = true;
      terminal.err(`\r\u001b[2K${frames[frame] ?? ''} ${text}`);
    },
    clear() {
      if (shown) terminal.err('\r\u001b[2K');
      shown = false;
    },
  };
}
