/** What is known beside a field, in the reader's language. */
export interface SchemaHint {
  readonly text: string;
  readonly mismatch: boolean;
}

/** Values that are accepted but hardly meant: above the one and below the other, where each is given. */
export interface SchemaDoubt {
  readonly above?: number | undefined;
  readonly below?: number | undefined;
  /** What speaks against them, in the reader's language. */
  readonly text: string;
}

/**
 * JSON Schema (2020-12), as much as our forms use: no references, alternatives or conditions, so that any client can
 * build a form from it.
 */
export interface JsonSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: { readonly [name: string]: JsonSchema } | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | undefined;
  readonly items?: JsonSchema | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly uniqueItems?: boolean | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly format?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly examples?: readonly unknown[] | undefined;
  /** Ours: what a number counts, in the reader's language. */
  readonly 'x-unit'?: string | undefined;
  /** Ours: what each value of `enum` is called, in the reader's language. */
  readonly 'x-texts'?: { readonly [value: string]: string } | undefined;
  /** Ours: values that a person is asked about before they are sent; the server takes them. */
  readonly 'x-doubtful'?: readonly SchemaDoubt[] | undefined;
  /** Ours: what the other side has filled in here; what differs from it is to be explained. */
  readonly 'x-other-side'?: unknown;
  /** Ours: a number below which the outcome that carries the procedure on is refused. */
  readonly 'x-least-to-carry-on'?: number | undefined;
  /** Ours: explains what differs from the other side in the fields beside it; needed where something does. */
  readonly 'x-explains'?: true | undefined;
  /** Ours: takes ids of the office's files (`POST /api/files`), to be uploaded where it is filled in. */
  readonly 'x-files'?: true | undefined;
  /** Ours: what is known and bears upon the field. `mismatch`: it does not agree, or falls short. */
  readonly 'x-hints'?: readonly SchemaHint[] | undefined;
}

/** Keywords of ours beside those of JSON Schema (docs/api.md); whoever does not know them can leave them alone. */
export const ownKeywords = [
  'x-doubtful',
  'x-explains',
  'x-files',
  'x-hints',
  'x-least-to-carry-on',
  'x-other-side',
  'x-texts',
  'x-unit',
] as const satisfies readonly (keyof JsonSchema)[];

/** What speaks against a value of a field. */
export const doubtsAbout = ({ 'x-doubtful': doubts = [] }: JsonSchema, value: number): string[] =>
  doubts.filter(({ above = -Infinity, below = Infinity }) => value > above && value < below).map(({ text }) => text);
