/** A launch looked at before it is one (`POST /api/launches/preview`). */
import { useMutation } from '@tanstack/react-query';
import { send } from '../../api/request';
import type { LaunchRequest } from '../../../domain/power-transfer/launch-request';
import { useLanguage } from '../../i18n/language';
import type { ReadNote } from '../../parts/read-notes';
import { requestOf, type LaunchDraft, type Mode } from './draft';

/** What is wrong, in the reader's language. */
export interface Wrong {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}
export interface PreviewRow {
  readonly row: number;
  readonly code: string;
  readonly name: string | null;
  readonly subDistrict: string;
  readonly mode: Mode | null;
  readonly scope: { readonly territory: string; readonly reserved: readonly string[] } | null;
  readonly authorisation: string | null;
  readonly period: { readonly from: string; readonly until: string } | null;
  readonly errors: readonly Wrong[];
}
export interface PreviewedLaunch {
  readonly subDistrict: string;
  readonly ok: boolean;
  readonly errors: readonly Wrong[];
  readonly request?: LaunchRequest;
  readonly powers: number;
  readonly mode: 'devolve' | 'entrust' | 'mixed' | null;
  readonly fields: readonly {
    readonly code: string;
    readonly name: string;
    readonly powers: number;
    readonly officers: number;
    readonly needed: number;
  }[];
  readonly steps: readonly {
    readonly step: string;
    readonly title: string;
    readonly days: number | null;
    readonly latest: string | null;
    readonly provisional: boolean;
    readonly organisations: readonly {
      readonly id: string;
      readonly name: string;
      readonly role: string;
      readonly powers: number;
    }[];
  }[];
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly powers: readonly string[] }[];
}
export interface Preview {
  readonly ok: boolean;
  readonly errors: readonly Wrong[];
  readonly rows: readonly PreviewRow[];
  readonly launches: readonly PreviewedLaunch[];
  /** How a file was read. */
  readonly notes: readonly ReadNote[];
}

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
