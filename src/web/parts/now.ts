import { useSyncExternalStore } from 'react';

const minute = 60_000;
const waiting = new Set<() => void>();
let ticking: number | undefined;

// one timer for all limits on a page, none where there are none
function subscribe(changed: () => void): () => void {
  waiting.add(changed);
  ticking ??= window.setInterval(() => waiting.forEach((tell) => tell()), minute / 2);
  return () => {
    waiting.delete(changed);
    if (waiting.size > 0) return;
    window.clearInterval(ticking);
    ticking = undefined;
  };
}

/** The instant in ms, by the minute: what depends on it is shown anew when it passes. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => Math.floor(Date.now() / minute) * minute);
