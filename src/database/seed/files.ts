/** The seed's data files, parsed. They lie beside this module, in the sources and in the build alike. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { powerTypes, type PowerType } from '../../domain/power-transfer/catalogue';
import { organisationKinds, type OrganisationKind } from '../../domain/city/organisations';

const read = (name: string): string => readFileSync(join(__dirname, name), 'utf8');

const words = z.object({ zh: z.string().min(1), en: z.string().min(1) });
const kind = z.string().transform((text, context): OrganisationKind => {
  const found = Object.keys(organisationKinds).find((one): one is OrganisationKind => one === text);
  if (found) return found;
  context.addIssue(`no kind of organisation: ${text}`);
  return z.NEVER;
});
const type = z.string().transform((text, context): PowerType => {
  const found = Object.keys(powerTypes).find((one): one is PowerType => one === text);
  if (found) return found;
  context.addIssue(`no type of power: ${text}`);
  return z.NEVER;
});

const city = z.object({
  organisations: z.array(z.object({ id: z.string(), kind, name: words })),
  fields: z.array(z.object({ code: z.string(), name: words })),
});

const powers = z.array(
  z.object({
    code: z.string(),
    field: z.string(),
    department: z.string(),
    type,
    name_zh: z.string().min(1),
    name_en: z.string().min(1),
    legal_basis: z.string().min(1),
    confidence: z.enum(['high', 'medium', 'low']),
  }),
);
export type SeedPower = z.output<typeof powers>[number];

const officers = z.object({
  officers: z.array(
    z.object({
      id: z.string(),
      organisation: z.string(),
      name: z.string(),
      fields: z.array(z.string()).min(1),
      certificate: z.enum(['valid', 'none', 'expired', 'suspended']),
    }),
  ),
});

/** Organisations and fields of Wenshan. */
export const readCity = () => city.parse(JSON.parse(read('city.json')));
/** Real powers: name, type and legal basis as laws have them. */
export const readPowers = (): SeedPower[] =>
  powers.parse(parse(read('powers.csv'), { columns: true, skip_empty_lines: true }));
/** Officers who do not exist. */
export const readOfficers = () => officers.parse(JSON.parse(read('officers.json'))).officers;
