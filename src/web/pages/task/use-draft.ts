import { useCallback, useEffect, useRef, useState } from 'react';
import { draftPlace, emptyDraft, readDraft, type Draft } from '../../forms/draft';
import type { JsonSchema } from '../../api/types';

/** Milliseconds after the last stroke at which a draft is put by. */
const calmMs = 200;

/** An answer as it is written: put by on this computer while one writes, and found again. */
export function useDraft(username: string, task: string, schema: JsonSchema) {
  const place = draftPlace(username, task);
  const [kept] = useState(() => readDraft(localStorage.getItem(place)));
  const [draft, setDraft] = useState<Draft>(() => kept ?? emptyDraft(schema));
  const unsaved = useRef<Draft | undefined>(undefined);
  const save = useCallback(() => {
    if (unsaved.current === undefined) return;
    try {
      localStorage.setItem(place, JSON.stringify(unsaved.current));
    } catch {
      // no room: it stands on the page still
    }
    unsaved.current = undefined;
  }, [place]);
  useEffect(() => {
    const timer = window.setTimeout(save, calmMs);
    return () => window.clearTimeout(timer);
  }, [draft, save]);
  useEffect(() => {
    // the page may be closed, or give way to the sign-in, within the calm
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [save]);
  const change = useCallback((next: Draft | ((before: Draft) => Draft)) => {
    setDraft((before) => {
      const after = typeof next === 'function' ? next(before) : next;
      unsaved.current = after;
      return after;
    });
  }, []);
  const discard = useCallback(() => {
    unsaved.current = undefined;
    localStorage.removeItem(place);
  }, [place]);
  const startAgain = useCallback(() => {
    discard();
    setDraft(emptyDraft(schema));
  }, [discard, schema]);
  return { draft, change, discard, startAgain, wasKept: kept !== undefined };
}
