import type { Words } from '../procedure/step';
import type { Mode } from './launch';

/** How a power goes down, as pages, documents and lists name it. */
export const modes = {
  devolve: { zh: '交由行使', en: 'devolved' },
  entrust: { zh: '委托实施', en: 'entrusted' },
} as const satisfies { readonly [M in Mode]: Words };

/** What lists called it earlier, which are still read. */
export const earlierModes = {
  devolve: { zh: '赋权下放', en: 'devolve' },
  entrust: { zh: '委托', en: 'entrust' },
} as const satisfies { readonly [M in Mode]: Words };
