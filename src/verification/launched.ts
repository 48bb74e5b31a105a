/** What a matter was launched with, taken from the document that its first entry hashes. */
import { z } from 'zod';
import type { ClientBase } from 'pg';
import { insertMatter } from '../database/launch-repository';
import { insertTransfer, type LaunchRows } from '../database/power-transfer/launch';
import { canonical } from '../ledger/canonical';
import type { TransferLaunch } from '../domain/power-transfer/launch';
import { launchIn } from '../domain/power-transfer/launch-document';
import { powerTransfer } from '../domain/power-transfer/procedure';
import { calledByIn, withCallers } from '../domain/procedure/called-by';
import type { Dossier } from '../domain/procedure/dossier';
import { participantsOf, type Participant } from '../domain/procedure/participants';
import { unpack } from '../domain/procedure/ranges';
import type { Words } from '../domain/procedure/step';

const words = z.object({ zh: z.string(), en: z.string() });
const mode = z.enum(['devolve', 'entrust']);
const documentSchema = z.looseObject({
  title: z.string(),
  subDistrict: z.looseObject({ id: z.string() }),
  transition: z.enum(['after', 'before']),
  mode: z.enum(['devolve', 'entrust', 'mixed']),
  plannedEffectiveDate: z.string().nullable(),
  launchedBy: z.looseObject({ id: z.string() }),
  plan: z.array(z.looseObject({ id: z.string(), sha256: z.string() })).optional(),
  powers: z.array(
    z.looseObject({
      position: z.int(),
      power: z.string(),
      name: words,
      legalBasis: z.string(),
      department: z.string(),
      field: z.string(),
      mode,
      scope: z.looseObject({}),
      authorisation: z.unknown().optional(),
      periodFrom: z.string().nullish(),
      periodUntil: z.string().nullish(),
    }),
  ),
  edition: z.int(),
  settings: z.looseObject({}),
  calendar: z.looseObject({}),
  dayMs: z.number().nullable(),
});
/** A launch document, as far as tables are made of it. */
type Documented = z.output<typeof documentSchema>;

/** What a launch lays down, by its document. */
export interface LaidDown {
  readonly id: string;
  /** Who takes part from the launch on. */
  readonly participants: readonly Participant[];
  readonly lay: (client: ClientBase) => Promise<void>;
  /** Powers with their names of the time, which notices repeat. */
  readonly named: readonly { readonly power: string; readonly name: Words; readonly legalBasis: string }[];
  /** What the engine is told of it and the document says otherwise. */
  readonly unlike: readonly string[];
}

/** What the document of a transfer lays down. */
async function transferLaidDown(
  client: ClientBase,
  transfer: string,
  document: unknown,
): Promise<LaidDown | undefined> {
  const { data } = documentSchema.safeParse(document);
  const launch = launchIn(document) ?? (await launchBeside(client, transfer));
  if (!data || !launch) return undefined;
  const rows = launchRowsOf(transfer, data, launch);
  const { participants } = rows;
  return {
    id: transfer,
    participants,
    lay: (into) => insertTransfer(into, rows),
    named: data.powers,
    unlike: unlikeDocument(launch, data),
  };
}

const anyDocument = z.looseObject({
  title: z.string(),
  launchedBy: z.looseObject({ id: z.string() }),
  plan: z.array(z.looseObject({ id: z.string() })).optional(),
});

/** What the document of a matter lays down that has no rows but those of every procedure. */
function matterLaidDown(
  { procedure, launchIn: read, itemsIn, participantsIn }: Dossier,
  id: string,
  document: unknown,
): LaidDown | undefined {
  const { data } = anyDocument.safeParse(document);
  const [launch, items, participants] = [read(document), itemsIn(document), participantsIn(document)];
  if (!data || !launch || !items || !participants) return undefined;
  const { title, launchedBy, plan } = data;
  const calledBy = calledByIn(document);
  const files = plan?.map((file) => file.id);
  const rows = {
    id,
    procedure,
    title,
    launchedBy: launchedBy.id,
    digest: '',
    document,
    launch,
    items,
    participants: withCallers(participants, calledBy),
    files,
    calledBy,
  };
  return { id, participants: rows.participants, lay: (client) => insertMatter(client, rows), named: [], unlike: [] };
}

/** What a launch of the procedure lays down, by its document; undefined where that is of a time when less stood in it. */
export const laidDownBy = async (
  client: ClientBase,
  dossier: Dossier,
  matter: string,
  document: unknown,
): Promise<LaidDown | undefined> =>
  dossier.procedure.code === powerTransfer.code
    ? transferLaidDown(client, matter, document)
    : matterLaidDown(dossier, matter, document);

/** What stands beside the document: for transfers of before, whose document does not tell all. */
async function launchBeside(client: ClientBase, transfer: string): Promise<TransferLaunch | undefined> {
  const { rows } = await client.query<{ launch: TransferLaunch }>('select launch from public.matter where id = $1', [
    transfer,
  ]);
  return rows[0]?.launch;
}

/** The rows that a launch lays down. */
const launchRowsOf = (transfer: string, document: Documented, launch: TransferLaunch): LaunchRows => ({
  id: transfer,
  title: document.title,
  subDistrict: document.subDistrict.id,
  transition: document.transition,
  mode: document.mode,
  plannedEffectiveDate: document.plannedEffectiveDate,
  launchedBy: document.launchedBy.id,
  digest: '',
  document,
  launch,
  powers: document.powers,
  participants: participantsOf(powerTransfer, launch),
  ...(document.plan ? { plan: document.plan.map(({ id }) => id) } : {}),
});

/** Empty where nothing differs. */
function unlikeDocument(launch: TransferLaunch, document: Documented): string[] {
  // a table keeps no order of keys
  const same = (a: unknown, b: unknown) => canonical(a) === canonical(b);
  const groups = launch.groups.flatMap(({ powers, department, field, mode: how, until }) =>
    unpack(powers).map((position) => ({ position, department, field, mode: how, until: until ?? null })),
  );
  const told = document.powers.map(({ position, department, field, mode: how, periodUntil }) => {
    return { position, department, field, mode: how, until: periodUntil ?? null };
  });
  const parts: readonly (readonly [string, unknown, unknown])[] = [
    ['edition', launch.edition, document.edition],
    ['subDistrict', launch.subDistrict, document.subDistrict.id],
    ['transition', launch.transition, document.transition],
    ['count', launch.count, document.powers.length],
    ['settings', launch.settings, document.settings],
    ['calendar', launch.calendar, document.calendar],
    ['dayMs', launch.dayMs, document.dayMs],
    ['groups', groups.sort(byPosition), told.sort(byPosition)],
  ];
  return parts.flatMap(([name, a, b]) => (same(a, b) ? [] : [name]));
}
const byPosition = (a: { readonly position: number }, b: { readonly position: number }) => a.position - b.position;
