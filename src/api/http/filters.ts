/** What a list is asked, as the repositories take it. */
import type { z } from 'zod';
import type { officerFilter, transferFilter } from '../../contract/filters';
import type { TransferFilter } from '../../database/transfer-repository';
import { careOn } from '../../domain/power-transfer/certificates';
import { dateAt } from '../../domain/procedure/calendar';

/** The repository's filter from a list's query. */
export const transferFilterOf = ({
  state,
  powerState,
  ...filter
}: z.output<z.ZodObject<typeof transferFilter>>): TransferFilter => ({
  ...filter,
  states: state,
  powerStates: powerState,
});

/** The repository's filter from a list's query at an instant. */
export const officerFilterOf = (
  { care, ...filter }: z.output<z.ZodObject<typeof officerFilter>>,
  now: number,
): { q?: string | undefined; organisation?: string | undefined; field?: string | undefined; care?: Care } => ({
  ...filter,
  ...(care ? { care: careOn(dateAt(now)) } : {}),
});
type Care = ReturnType<typeof careOn>;
