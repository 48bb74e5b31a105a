/** Where a matter's items are on the way that the procedure takes them: the map's stations, without a page. */
import type { HistoryEntry, OpenTask, Procedure, ProcedureStation } from '../api/types';
import type { Shown } from './shown';

/** An open task, as far as the map tells of it. */
type Waiting = Pick<OpenTask, 'step' | 'powers' | 'organisation'>;
/** A place on the way: a step, or a state in which items stay. */
export interface Station {
  readonly id: string;
  readonly title: string;
  /** Items that are here now. */
  readonly here: readonly string[];
  readonly tasks: readonly Waiting[];
  /** Items whose way ended here, by their state. */
  readonly ended: readonly { readonly state: string; readonly title: string; readonly powers: readonly string[] }[];
  readonly passed: boolean;
}
/** A stretch of the way: the main one, or a branch off it with its name. */
export interface Stretch {
  readonly branch: { readonly code: string; readonly title: string } | undefined;
  readonly stations: readonly Station[];
}

/** What of a matter stands on its map. */
type Mapped = Pick<Shown, 'items' | 'launch'> & { readonly tasks: readonly Waiting[] };

const says = (subject: object, field: string, value: string): boolean =>
  Object.entries(subject).some(([name, one]) => name === field && one === value);

/** Whether a place is on this matter's way at all: what it asks of the launch, the launch or one of its items says. */
const concerns = (matter: Mapped, { only = {}, beside }: ProcedureStation): boolean =>
  beside !== true &&
  Object.entries(only).every(
    ([field, value]) => says(matter.launch, field, value) || matter.items.some((item) => says(item, field, value)),
  );

const visited = ({ here, ended, passed }: Station) => passed || here.length > 0 || ended.length > 0;

/** The map of a matter from its procedure, its items, its open tasks and what was recorded. */
export function mapOf(
  { stages, states }: Pick<Procedure, 'stages' | 'states'>,
  matter: Mapped,
  history: readonly Pick<HistoryEntry, 'step' | 'states'>[],
): Stretch[] {
  const done = new Set(
    history.flatMap(({ step, states: entered }) => [...(step === null ? [] : [step]), ...Object.keys(entered)]),
  );
  const codesIn = (state: string) => matter.items.flatMap((item) => (item.state === state ? [item.code] : []));
  const stationAt = ({ step, state, title }: ProcedureStation): Station => {
    const id = step ?? state ?? '';
    const tasks = matter.tasks.filter((task) => task.step === step);
    const waiting = state === undefined ? [] : codesIn(state);
    const here = [...new Set([...tasks.flatMap(({ powers }) => powers), ...waiting])];
    const ended = states.flatMap((one) => {
      const powers = step !== undefined && one.at === step ? codesIn(one.state) : [];
      return powers.length > 0 ? [{ state: one.state, title: one.title, powers }] : [];
    });
    return { id, title, here, tasks, ended, passed: done.has(id) && here.length === 0 };
  };
  const shown = (stations: readonly ProcedureStation[]): Station[] =>
    stations
      .filter((one) => concerns(matter, one))
      .map((one) => ({ station: stationAt(one), occasional: one.occasional === true }))
      .flatMap(({ station, occasional }) => (!occasional || visited(station) ? [station] : []));
  const main = stages.filter(({ branch }) => branch === undefined).flatMap(({ stations }) => shown(stations));
  const branches = stages.flatMap(({ branch, title, stations }): Stretch[] =>
    branch === undefined ? [] : [{ branch: { code: branch, title }, stations: shown(stations) }],
  );
  return [{ branch: undefined, stations: main }, ...branches.filter(({ stations }) => stations.some(visited))];
}
