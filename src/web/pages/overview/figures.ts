import { writtenLimit } from '../../../domain/procedure/calendar';
import { heldOf } from './progress';
import type { Overview } from './types';
import type { zh } from './zh';

/** All figures as rows of one table, section after section. Pure. */
export function figures(
  { matrix, funnel, overdue, durations, trend }: Overview,
  held: ReadonlySet<string>,
  t: typeof zh,
): string[][] {
  const nameOf = (list: readonly { readonly name: string }[], index: number) => list[index]?.name ?? '';
  return [
    [t.matrix],
    [t.subDistrict, t.filters['field'] ?? '', t.state, t.powers],
    ...matrix.cells.flatMap((cell) => {
      const place = [
        nameOf(
          matrix.subDistricts,
          matrix.subDistricts.findIndex(({ id }) => id === cell.subDistrict),
        ),
        nameOf(
          matrix.fields,
          matrix.fields.findIndex(({ code }) => code === cell.field),
        ),
      ];
      return [
        ...cell.states.map(({ title, count }) => [...place, title, String(count)]),
        [...place, t.total, String(cell.total), t.cell(cell.total, heldOf(cell, held))],
      ];
    }),
    [],
    [t.funnel],
    [t.step, t.powers, t.tasks, t.overdue],
    ...funnel.map((step) => [step.title, String(step.powers), String(step.tasks), String(step.overdue)]),
    [],
    [t.overdueTitle],
    [t.organisation, t.tasks, t.powers, t.oldest],
    ...overdue.map(({ name, tasks, powers, oldestDue }) => [
      name,
      String(tasks),
      String(powers),
      oldestDue === null ? '' : writtenLimit(Date.parse(oldestDue)),
    ]),
    [],
    [t.durations],
    [t.step, t.count, t.median, t.p90, t.limit],
    ...durations.map(({ title, count, median, p90, limit }) => [
      title,
      String(count),
      String(median),
      String(p90),
      limit === null ? '' : String(limit),
    ]),
    [],
    [t.trend],
    [t.week, t.launched, t.handedOver, t.ended, t.completed],
    ...trend.map(({ week, launched, handedOver, ended, completed }) => [
      week,
      ...[launched, handedOver, ended, completed].map(String),
    ]),
  ];
}
