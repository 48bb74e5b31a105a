/** An answer while it is being written, and its place on this computer. */
import { firstValues, type FormValues } from './schema';
import type { JsonSchema } from '../../domain/json-schema';

/** What is said of one power so far. */
export interface PowerDraft {
  readonly outcome?: string;
  readonly reason?: string;
  readonly conditions?: string;
  readonly particulars?: FormValues;
}
/** An uploaded file. */
export interface Attached {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** Whether a virus scanner found it clean; `none`: nothing looked at it. */
  readonly scan: 'clean' | 'none';
}
/** All of an answer. */
export interface Draft {
  readonly powers: Readonly<Record<string, PowerDraft>>;
  readonly form: FormValues;
  readonly comment: string;
  readonly evidence: readonly Attached[];
  /** Names of files that the form cites, by id. */
  readonly files: readonly Attached[];
}

/** An answer before anything is written. */
export const emptyDraft = (schema: JsonSchema): Draft => ({
  powers: {},
  form: firstValues(schema),
  comment: '',
  evidence: [],
  files: [],
});

/** Something with keys. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readPower(value: unknown): PowerDraft {
  if (!isObject(value)) return {};
  const { outcome, reason, conditions, particulars } = value;
  return {
    ...(typeof outcome === 'string' ? { outcome } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof conditions === 'string' ? { conditions } : {}),
    ...(isObject(particulars) ? { particulars } : {}),
  };
}

/** Files of a draft that was kept; what cannot be read is left out. */
export function readAttached(value: unknown): Attached[] {
  return (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
    if (!isObject(one)) return [];
    const { id, name, size, sha256 } = one;
    const scan = one['scan'] === 'clean' ? 'clean' : 'none';
    return typeof id === 'string' && typeof name === 'string' && typeof size === 'number' && typeof sha256 === 'string'
      ? [{ id, name, size, sha256, scan }]
      : [];
  });
}

/** What was kept; undefined where it cannot be read (an older version's, or damaged). */
export function readDraft(text: string | null): Draft | undefined {
  if (text === null) return undefined;
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(kept) || !isObject(kept['powers']) || !isObject(kept['form'])) return undefined;
  return {
    powers: Object.fromEntries(Object.entries(kept['powers']).map(([code, one]) => [code, readPower(one)])),
    form: kept['form'],
    comment: typeof kept['comment'] === 'string' ? kept['comment'] : '',
    evidence: readAttached(kept['evidence']),
    files: readAttached(kept['files']),
  };
}

/** Where a person's draft of a task is kept: two people may share a computer. */
export const draftPlace = (username: string, task: string): string => `fuquan.draft.${username}.${task}`;
