/** A launch looked at before it is one. */
import { type z } from 'zod';
import { allOrganisations, fieldNames } from '../../database/catalogue-repository';
import { launchColumns } from '../../documents/power-transfer/columns';
import type { CellFault } from '../../documents/tables/sheet-reader';
import { showNotes, type TableNote } from '../../documents/tables/notes';
import type { Organisation } from '../../domain/city/organisations';
import type { PreviewWarning } from '../../domain/power-transfer/launch-preview';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import type { Words } from '../../domain/procedure/step';
import { messageOf, refusalOf, type FieldError, type Language } from '../../domain/refusal';
import { zodIssues } from '../../domain/zod-issues';
import {
  previewAnswer,
  previewRequest,
  type previewedLaunchAnswer,
  type previewRowAnswer,
} from '../../contract/launches';
import { problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import type { Inside } from '../dependencies';
import { previewLaunch, rowsOfJson, type LaunchHead, type PreviewedLaunch } from './preview';
import { listedRows, type ListedRow } from './launch-rows';
import type { Titles } from '../family';
import { readUpload } from '../http/uploads';

const warnings: { readonly [code in PreviewWarning]: Words } = {
  'officers-short': {
    zh: '街道该领域持有效执法证的人员不足，须培训发证后方可交接。',
    en: 'The sub-district has too few certified officers of this field; they will be trained and certified first.',
  },
  'above-county': {
    zh: '原行使机关不是县级部门，合法性审查时须说明职权来源及交由（委托）路径。',
    en: 'The holder is not a county-level department; the legality review has to state the route.',
  },
  'basis-uncertain': {
    zh: '目录中法律依据的可信度为低，请先核对条文。',
    en: 'The catalogue is not sure of the legal basis; check the article first.',
  },
  'authorisation-stated': {
    zh: '赋权或委托依据为手工填写，不是目录登记的依据。',
    en: 'The authorisation was stated by hand; it is not the one that the catalogue records.',
  },
};

const show = (errors: readonly FieldError[], language: Language) =>
  errors.map(({ field, code, params }) => ({ field, code, message: messageOf(code, params ?? {}, language) }));

/** Rows with what could not be read of them: until that is mended, nothing else is said of such a row. */
function unreadRows(rows: readonly ListedRow[], faults: readonly CellFault[]): ListedRow[] {
  return rows.map((row) => {
    const own = faults.filter((fault) => fault.row === row.row);
    if (own.length === 0) return row;
    return {
      ...row,
      unread: true,
      errors: own.map(({ column, code, params }) => ({ field: `/${column}`, code, params })),
    };
  });
}

function showRow(
  row: ListedRow,
  { powers, plan }: PreviewedLaunch,
  language: Language,
): z.output<typeof previewRowAnswer> {
  const power = powers.get(row.code);
  const planned = plan?.powers.find((one) => one.power === row.code);
  const { periodFrom, periodUntil } = planned ?? {};
  return {
    row: row.row,
    code: row.code,
    name: power?.name[language] ?? null,
    subDistrict: row.subDistrict,
    mode: planned?.mode ?? null,
    scope: planned ? { territory: planned.scope.territory, reserved: [...planned.scope.reserved] } : null,
    authorisation: planned?.authorisation.title[language] ?? null,
    period: periodFrom && periodUntil ? { from: periodFrom, until: periodUntil } : null,
    field: power?.field ?? null,
    department: power?.department ?? null,
    errors: show(row.errors, language),
  };
}

interface Names {
  readonly organisations: readonly Organisation[];
  readonly fields: { readonly [code: string]: Words };
  readonly titles: Titles;
}

function showLaunch(
  launch: PreviewedLaunch,
  { organisations, fields, titles }: Names,
  language: Language,
): z.output<typeof previewedLaunchAnswer> {
  const nameOf = (id: string) => organisations.find((organisation) => organisation.id === id)?.name[language] ?? id;
  return {
    subDistrict: launch.subDistrict,
    ok: launch.request !== null,
    errors: show(launch.errors, language),
    ...(launch.request === null ? {} : { request: launch.request }),
    ...(launch.read === null ? {} : { read: launch.read }),
    powers: launch.rows.length,
    mode: launch.plan?.mode ?? null,
    fields: launch.fields.map(({ field, ...counts }) => ({
      code: field,
      name: fields[field]?.[language] ?? field,
      ...counts,
    })),
    steps: launch.steps.map(({ step, days, latest, provisional, organisations: asked }) => ({
      step,
      title: titles.step(step),
      days,
      latest,
      provisional,
      organisations: asked.map(({ id, role, powers }) => ({ id, name: nameOf(id), role, powers })),
    })),
    warnings: launch.warnings.map(({ code, powers }) => ({
      code,
      message: warnings[code][language],
      powers: [...powers],
    })),
  };
}

/** What was asked to be previewed: rows by sub-district, and what is said once for all. */
interface Wanted {
  readonly head: LaunchHead;
  readonly bySubDistrict: ReadonlyMap<string, readonly ListedRow[]>;
  readonly notes: readonly TableNote[];
}

/** `POST /api/launches/preview`. */
export function launchPreviewRoutes(app: App, dependencies: Inside): void {
  const { database, family, tables } = dependencies;

  function ofJson(body: unknown): Wanted {
    const parsed = previewRequest.safeParse(body ?? {}, { reportInput: true });
    if (!parsed.success) throw refusalOf(zodIssues(parsed.error.issues));
    const { subDistrict, subDistricts = [], powers, ...head } = parsed.data;
    const wanted = [...new Set([...(subDistrict === undefined ? [] : [subDistrict]), ...subDistricts])];
    if (wanted.length === 0) throw refusalOf([{ field: '/subDistrict', code: 'required' }], 'invalid-content');
    return { head, bySubDistrict: new Map(wanted.map((id) => [id, rowsOfJson(powers, id)])), notes: [] };
  }

  function ofTable(rows: readonly ListedRow[]): Map<string, ListedRow[]> {
    const sorted = new Map<string, ListedRow[]>();
    for (const row of rows) sorted.set(row.subDistrict, [...(sorted.get(row.subDistrict) ?? []), row]);
    return sorted;
  }

  app.post(
    '/api/launches/preview',
    {
      schema: {
        operationId: 'previewLaunch',
        tags: ['transfers'],
        summary:
          'Look at a launch before it is one: JSON as for a launch, or a list as XLSX or CSV (multipart/form-data) · 发起前预览',
        consumes: ['application/json', 'multipart/form-data'],
        response: { 200: previewAnswer, ...problems },
      },
    },
    async (request) => {
      accountWith(request, 'coordinator');
      const { language } = request;
      const titles = family.titles(powerTransfer.code, language);
      const [organisations, fields] = await Promise.all([allOrganisations(database), fieldNames(database)]);
      let wanted: Wanted;
      if (request.isMultipart()) {
        const { content, fields: sent } = await readUpload(request);
        const { subDistrict, subDistricts = subDistrict ?? '', ...head } = sent;
        const { rows: table, faults, notes } = await tables.read(content, launchColumns);
        const named = subDistricts
          .split(',')
          .map((id) => id.trim())
          .filter((id) => id !== '');
        // a file that names no sub-district goes to each one that was chosen
        const rows = (named.length > 0 ? named : [undefined]).map((usual) =>
          unreadRows(listedRows(table, organisations, usual), faults),
        );
        const own = table.some(({ cells }) => cells.subDistrict !== undefined);
        wanted = { head, bySubDistrict: ofTable(own ? (rows[0] ?? []) : rows.flat()), notes };
      } else wanted = ofJson(request.body);
      const launches: PreviewedLaunch[] = [];
      for (const [subDistrict, rows] of wanted.bySubDistrict)
        launches.push(await previewLaunch(dependencies, wanted.head, subDistrict, rows));
      const rows = launches.flatMap((launch) => launch.rows.map((row) => showRow(row, launch, language)));
      const shown = launches
        .filter(({ subDistrict }) => subDistrict !== '')
        .map((launch) => showLaunch(launch, { organisations, fields, titles }, language));
      return {
        ok: launches.length > 0 && launches.every((launch) => launch.request !== null),
        errors: launches.length === 0 ? show([{ field: '/file', code: 'no-powers' }], language) : [],
        rows: rows.sort((a, b) => a.row - b.row),
        launches: shown,
        notes: showNotes(wanted.notes, language),
      };
    },
  );
}
