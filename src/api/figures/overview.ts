/** The city at a glance; each number with the address of the list behind it. */
import { allOrganisations, fieldNames } from '../../database/catalogue-repository';
import {
  durationsByStep,
  openBySteps,
  overdueByOrganisation,
  powersByCell,
  trendByWeek,
  withoutCompiling,
  type MatrixCell,
} from '../../database/overview-repository';
import { placeSettings } from '../../database/settings-repository';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import { endings, powerStates } from '../../domain/power-transfer/states';
import { addDays, dateAt, type LocalDate } from '../../domain/procedure/calendar';
import type { Language } from '../../domain/refusal';
import { inSnapshot } from '../../ledger/stored';
import type { Overview } from '../../contract/types';
import { overviewAnswer, overviewQuery } from '../../contract/overview';
import { problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import type { Inside } from '../dependencies';
import { placeCalendar } from '../city/place-calendar';

/** Weeks of the trend, the present one included. */
const trendWeeks = 12;
/** Tasks that were opened longer ago say nothing of how long a step takes now. */
const yearsOfDurations = 2;

const address = (path: string, query: { readonly [name: string]: string }): string =>
  `${path}?${new URLSearchParams(query).toString()}`;

const isState = (state: string): state is keyof typeof powerStates => state in powerStates;

function cellsOf(rows: readonly MatrixCell[], language: Language): Overview['matrix']['cells'] {
  const cells = new Map<string, Overview['matrix']['cells'][number]>();
  for (const { subDistrict, field, state, powers } of rows) {
    const key = `${subDistrict} ${field}`;
    const query = { subDistrict, field };
    const cell = cells.get(key) ?? { ...query, total: 0, query: address('/api/transfers', query), states: [] };
    cell.total += powers;
    cell.states.push({
      state,
      title: isState(state) ? powerStates[state][language] : state,
      count: powers,
      query: address('/api/transfers', { ...query, powerState: state }),
    });
    cells.set(key, cell);
  }
  return [...cells.values()];
}

/** Monday of a date's week. */
const mondayOf = (date: LocalDate): LocalDate => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));

/** `GET /api/overview`. */
export function overviewRoutes(app: App, { database, family, now }: Inside): void {
  app.get(
    '/api/overview',
    {
      schema: {
        operationId: 'getOverview',
        tags: ['overview'],
        summary: 'The city at a glance; how far matters are and how long it takes, of one procedure · 总览',
        querystring: overviewQuery,
        response: { 200: overviewAnswer, ...problems },
      },
    },
    async (request): Promise<Overview> => {
      const { role } = accountWith(request, 'coordinator', 'government', 'auditor');
      const { language } = request;
      const { procedure } = family.wanted(request.query.procedure);
      // where the lists behind the numbers are
      const list = procedure.code === powerTransfer.code ? '/api/transfers' : '/api/matters';
      const own = procedure.code === powerTransfer.code ? {} : { procedure: procedure.code };
      const at = now();
      const today = dateAt(at);
      const thisWeek = mondayOf(today);
      const weeks = { from: addDays(thisWeek, -7 * (trendWeeks - 1)), until: thisWeek };
      const year = Number(today.slice(0, 4));
      const years = Array.from({ length: yearsOfDurations + 1 }, (_, index) => year - yearsOfDurations + index);
      const days = { from: `${years[0]}-01-01`, until: addDays(today, 1) };
      // one moment for all figures, so that they agree with one another
      const { cells, open, late, durations, trend, organisations, fields, settings } = await inSnapshot(
        database,
        async (client) => {
          await withoutCompiling(client);
          return {
            cells: await powersByCell(client),
            open: await openBySteps(client, procedure.code),
            late: await overdueByOrganisation(client),
            durations: await durationsByStep(client, await placeCalendar(client, years), days, procedure.code),
            trend: await trendByWeek(client, weeks, endings),
            organisations: await allOrganisations(client),
            fields: await fieldNames(client),
            settings: (await placeSettings(client)).settings,
          };
        },
      );
      const nameOf = (id: string) => organisations.find((organisation) => organisation.id === id)?.name[language] ?? id;
      // the government reads no ledger entries
      const mayReadLedger = role !== 'government';
      return {
        at: new Date(at).toISOString(),
        matrix: {
          subDistricts: organisations
            .filter(({ kind }) => kind === 'sub-district')
            .map(({ id, name }) => ({ id, name: name[language] })),
          fields: Object.entries(fields).map(([code, name]) => ({ code, name: name[language] })),
          cells: cellsOf(cells, language),
        },
        funnel: procedure.steps.map(({ code: step, title }) => {
          const { powers = 0, tasks = 0, overdue = 0 } = open.find((row) => row.step === step) ?? {};
          return {
            step,
            title: title[language],
            powers,
            tasks,
            overdue,
            query: address(list, { ...own, step }),
            tasksQuery: address('/api/tasks', { scope: 'all', ...own, step }),
            overdueQuery: address('/api/tasks', { scope: 'all', ...own, step, overdue: 'true' }),
          };
        }),
        overdue: late.map(({ oldestDue, ...row }) => ({
          ...row,
          name: nameOf(row.organisation),
          oldestDue: oldestDue?.toISOString() ?? null,
          query: address('/api/tasks', { scope: 'all', organisation: row.organisation, overdue: 'true' }),
        })),
        durations: procedure.steps.flatMap(({ code: step, title, days }) => {
          const limit = settings.limits[step] ?? days;
          const row = durations.find((one) => one.step === step);
          if (!row) return [];
          const query = mayReadLedger ? { query: address('/api/ledger', { ...own, step, kind: 'complete' }) } : {};
          return [{ ...row, title: title[language], limit, ...query }];
        }),
        trend: trend.map(({ week, ...counts }) => {
          const last = addDays(week, 6);
          return {
            week,
            ...counts,
            queries: {
              launched: address('/api/transfers', { launchedFrom: week, launchedUntil: last }),
              handedOver: address('/api/register', { all: 'true', sinceFrom: week, sinceUntil: last }),
              ended: address('/api/transfers', { endedFrom: week, endedUntil: last }),
              ...(mayReadLedger
                ? { completed: address('/api/ledger', { kind: 'complete', from: week, until: last }) }
                : {}),
            },
          };
        }),
      };
    },
  );
}
