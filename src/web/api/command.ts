/** Acts: sent once in effect, however often they are tried. */
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useLanguage } from '../i18n/language';
import { createKeys, type Act } from './keys';
import { send } from './request';

// not `crypto.randomUUID`: on a plain http address other than localhost browsers do not have it
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** An act upon the server, as a mutation. */
export function useAct<T>(after?: (answer: T, act: Act) => unknown) {
  const language = useLanguage();
  const keys = useRef(createKeys(randomKey));
  return useMutation({
    mutationFn: (act: Act) =>
      send<T>(act.path, {
        method: act.method ?? 'POST',
        body: act.body,
        language,
        key: keys.current.keyFor(act),
      }),
    onSuccess: async (answer, act) => {
      keys.current.succeeded();
      await after?.(answer, act);
    },
  });
}
