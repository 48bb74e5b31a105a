import { useCallback, useEffect, useRef, useState } from 'react';
import { mergeDrafts } from './merge-drafts';

/** Milliseconds after the last stroke at which a draft is put by. */
const calmMs = 200;

/** What this computer keeps in a place; null where storage is forbidden. */
function keptIn(place: string): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

/** A draft that is kept on this computer, and what may be done with it. */
export interface KeptDraft<T> {
  readonly draft: T;
  readonly change: (next: T | ((before: T) => T)) => void;
  /** Forgets what is kept; what stands on the page stays. */
  readonly discard: () => void;
  /** Forgets what is kept and begins with nothing. */
  readonly startAgain: () => void;
  /** Whether it was found on this computer. */
  readonly wasKept: boolean;
  /** Another tab has written the same draft since this page was opened. */
  readonly merged: boolean;
  /** JSON pointers of what both tabs wrote differently: this tab's was kept. */
  readonly clashes: readonly string[];
}

/**
 * A draft as it is written: put by on this computer while one writes, and found again. Several tabs may write the same
 * one: what the other tab wrote appears here, and neither writes over the other.
 *
 * @param place where it is kept, of one person and one thing
 * @param read what was kept; undefined where it cannot be read
 * @param empty before anything is written
 */
export function useKeptDraft<T>(
  place: string,
  read: (text: string | null) => T | undefined,
  empty: () => T,
): KeptDraft<T> {
  const [kept] = useState(() => read(keptIn(place)));
  const [draft, setDraft] = useState<T>(() => kept ?? empty());
  const [clashes, setClashes] = useState<readonly string[]>([]);
  const [merged, setMerged] = useState(false);
  /** What all tabs have seen: what was read or put by last. */
  const base = useRef<T>(draft);
  const current = useRef<T>(draft);
  const unsaved = useRef(false);
  // what makes and reads a draft may be written anew at every drawing of the page; the place alone decides
  const [making] = useState(() => ({ read, empty }));

  const show = useCallback((next: T) => {
    current.current = next;
    setDraft(next);
  }, []);
  /** Takes what another tab has put by since. */
  const takeOver = useCallback(
    (text: string | null) => {
      const theirs = making.read(text);
      if (theirs === undefined) return;
      const both = mergeDrafts(base.current, current.current, theirs);
      // read as what is kept is read: a merge of two drafts is a draft
      const next = making.read(JSON.stringify(both.value)) ?? current.current;
      if (JSON.stringify(next) !== JSON.stringify(current.current)) {
        setMerged(true);
        show(next);
      }
      base.current = theirs;
      if (both.clashes.length > 0) setClashes((before) => [...new Set([...before, ...both.clashes])]);
    },
    [making, show],
  );
  const save = useCallback(() => {
    if (!unsaved.current) return;
    takeOver(keptIn(place));
    try {
      localStorage.setItem(place, JSON.stringify(current.current));
      base.current = current.current;
    } catch {
      // no room: it stands on the page still
    }
    unsaved.current = false;
  }, [place, takeOver]);
  useEffect(() => {
    const timer = window.setTimeout(save, calmMs);
    return () => window.clearTimeout(timer);
  }, [draft, save]);
  useEffect(() => {
    // told to all tabs but the one that writes
    const heard = ({ key, newValue }: StorageEvent) => {
      if (key === place) takeOver(newValue);
    };
    window.addEventListener('storage', heard);
    // the page may be closed, or give way to the sign-in, within the calm
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('storage', heard);
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [place, save, takeOver]);

  const change = useCallback(
    (next: T | ((before: T) => T)) => {
      unsaved.current = true;
      show(next instanceof Function ? next(current.current) : next);
    },
    [show],
  );
  const discard = useCallback(() => {
    unsaved.current = false;
    try {
      localStorage.removeItem(place);
    } catch {
      // storage is forbidden: nothing was kept
    }
  }, [place]);
  const startAgain = useCallback(() => {
    discard();
    base.current = making.empty();
    setClashes([]);
    setMerged(false);
    show(base.current);
  }, [discard, making, show]);
  return { draft, change, discard, startAgain, wasKept: kept !== undefined, merged, clashes };
}
