/** What the process that reads tables is sent, and what it answers. */
import { z } from 'zod';
import { refusals } from '../../domain/refusal-messages';
import type { ProblemCode } from '../../domain/refusal';
import type { Table, TableColumn, TableRow } from './table';
import { isNoteCode, type TableNote } from './notes';

const words = z.object({ zh: z.string(), en: z.string() });

/** Columns, before the file's own bytes. */
export const tableAsked = z.array(
  z.object({
    key: z.string(),
    title: words,
    aliases: z.array(z.string()).exactOptional(),
    required: z.literal(true).exactOptional(),
    exported: z.literal(true).exactOptional(),
  }),
);

const code = z.custom<ProblemCode>((value) => typeof value === 'string' && value in refusals);
const params = z.record(z.string(), z.union([z.string(), z.number(), words]));
const refusal = z.object({
  code,
  params,
  errors: z.array(z.object({ field: z.string(), code, params: params.exactOptional() })).readonly(),
});

/** The answer about a table of these columns. */
export function tableAnswer<K extends string>(columns: readonly TableColumn<K>[]) {
  const keys = new Set<unknown>(columns.map(({ key }) => key));
  const cells = z.custom<TableRow<K>['cells']>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      Object.entries(value).every(([key, cell]) => keys.has(key) && typeof cell === 'string'),
  );
  const row = z.number();
  const table = z.object({
    rows: z.array(z.object({ row, cells })),
    faults: z.array(
      z.object({
        row,
        column: z.custom<K>((value) => keys.has(value)),
        code,
        params: z.object({
          column: words,
          shown: z.string(),
          place: z.int().exactOptional(),
          sign: z.string().exactOptional(),
        }),
      }),
    ),
    notes: z.array(z.object({ code: z.custom<TableNote['code']>(isNoteCode), params })),
  });
  return z.union([z.object({ table }), z.object({ refusal })]);
}
export type TableAnswer = { readonly table: Table } | { readonly refusal: Readonly<z.input<typeof refusal>> };
