/** Where a transfer's powers are on the way that the procedure takes them: the map's stations, without a page. */
import type { HistoryEntry, OpenTask, Procedure, ProcedureStation, TransferPower } from '../../api/types';

/** An open task, as far as the map tells of it. */
type Waiting = Pick<OpenTask, 'step' | 'powers' | 'organisation'>;
/** A place on the way: a step, or a state in which powers stay. */
export interface Station {
  readonly id: string;
  readonly title: string;
  /** Powers that are here now. */
  readonly here: readonly string[];
  readonly tasks: readonly Waiting[];
  /** Powers whose way ended here, by their state. */
  readonly ended: readonly { readonly state: string; readonly title: string; readonly powers: readonly string[] }[];
  readonly passed: boolean;
}
/** A stretch of the way: the main one, or a branch off it with its name. */
export interface Stretch {
  readonly branch: { readonly code: string; readonly title: string } | undefined;
  readonly stations: readonly Station[];
}

/** What of a transfer stands on its map. */
interface Mapped {
  readonly tasks: readonly Waiting[];
  readonly powers: readonly Pick<TransferPower, 'code' | 'state'>[];
}

const says = (subject: object, field: string, value: string): boolean =>
  Object.entries(subject).some(([name, one]) => name === field && one === value);

/** Whether a place is on this transfer's way at all: what it asks of the launch, the launch or one of its powers says. */
const concerns = (transfer: Mapped, { only = {}, beside }: ProcedureStation): boolean =>
  beside !== true &&
  Object.entries(only).every(
    ([field, value]) => says(transfer, field, value) || transfer.powers.some((power) => says(power, field, value)),
  );

const visited = ({ here, ended, passed }: Station) => passed || here.length > 0 || ended.length > 0;

/** The map of a transfer from its procedure, its powers, its open tasks and what was recorded. */
export function mapOf(
  { stages, states }: Pick<Procedure, 'stages' | 'states'>,
  transfer: Mapped,
  history: readonly Pick<HistoryEntry, 'step' | 'states'>[],
): Stretch[] {
  const done = new Set(
    history.flatMap(({ step, states: entered }) => [...(step === null ? [] : [step]), ...Object.keys(entered)]),
  );
  const codesIn = (state: string) => transfer.powers.flatMap((power) => (power.state === state ? [power.code] : []));
  const stationAt = ({ step, state, title }: ProcedureStation): Station => {
    const id = step ?? state ?? '';
    const tasks = transfer.tasks.filter((task) => task.step === step);
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
      .filter((one) => concerns(transfer, one))
      .map((one) => ({ station: stationAt(one), occasional: one.occasional === true }))
      .flatMap(({ station, occasional }) => (!occasional || visited(station) ? [station] : []));
  const main = stages.filter(({ branch }) => branch === undefined).flatMap(({ stations }) => shown(stations));
  const branches = stages.flatMap(({ branch, title, stations }): Stretch[] =>
    branch === undefined ? [] : [{ branch: { code: branch, title }, stations: shown(stations) }],
  );
  return [{ branch: undefined, stations: main }, ...branches.filter(({ stations }) => stations.some(visited))];
}
