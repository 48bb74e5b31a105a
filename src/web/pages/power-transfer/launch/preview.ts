/** A launch looked at before it is one (`POST /api/launches/preview`). */
import { useMutation } from '@tanstack/react-query';
import { send } from '../../../api/request';
import type { Preview } from '../../../api/types';
import { useLanguage } from '../../../i18n/language';
import { requestOf, type LaunchDraft } from './draft';

/** What is to be looked at: what was put together here, or a file. */
export type Wanted =
  | {
      readonly from: 'catalogue';
      readonly draft: LaunchDraft;
      readonly subDistricts: readonly { readonly id: string; readonly nameZh: string }[];
      readonly left: Readonly<Record<string, readonly string[]>>;
    }
  | { readonly from: 'file'; readonly file: File; readonly head: Readonly<Record<string, string>> };

const path = '/api/launches/preview';

/** Asks for the preview; launches nothing. */
export function usePreview() {
  const language = useLanguage();
  return useMutation({
    mutationFn: async (wanted: Wanted): Promise<Preview> => {
      if (wanted.from === 'file') {
        const body = new FormData();
        for (const [name, value] of Object.entries(wanted.head)) body.append(name, value);
        body.append('file', wanted.file);
        return send<Preview>(path, { method: 'POST', language, body });
      }
      const { draft, subDistricts, left } = wanted;
      // one by one: each has a territory, exclusions and conflicts of its own
      const answers: Preview[] = [];
      for (const subDistrict of subDistricts) {
        const body = requestOf(draft, subDistrict, new Set(left[subDistrict.id]));
        answers.push(await send<Preview>(path, { method: 'POST', language, body }));
      }
      return {
        ok: answers.every(({ ok }) => ok),
        errors: answers.flatMap(({ errors }) => errors),
        rows: answers.flatMap(({ rows }) => rows),
        launches: answers.flatMap(({ launches }) => launches),
        notes: [],
      };
    },
  });
}
