/** Where a transfer's powers are on the way that the procedure takes them: the map's stations, without a page. */
import type { HistoryEntry, OpenTask, Transfer } from '../../api/types';

/** A place on the way: a step, or a state in which powers stay. */
export interface Station {
  readonly id: string;
  /** Powers that are here now. */
  readonly here: readonly string[];
  readonly tasks: readonly OpenTask[];
  /** Powers whose way ended here, by their state. */
  readonly ended: readonly { readonly state: string; readonly powers: readonly string[] }[];
  readonly passed: boolean;
}
/** A stretch of the way: the main one, or a branch off it. */
export interface Stretch {
  readonly id: 'main' | 'recall' | 'narrowing' | 'renewal';
  readonly stations: readonly Station[];
}

const before = ['declare-need', 'assess-capacity', 'approve-transfer', 'review-legality', 'decide', 'publish'];
const qualified = ['sign-off-training', 'certify', 'nominate-officers', 'ready', 'see-ready'];
const handover = ['confirm-handover', 'witness-handover', 'publish-instrument', 'handed-over'];
/** Steps that not every transfer comes to: shown where it did. */
const occasional = new Set(['nominate-officers', 'publish-instrument', 'handed-over', 'certify']);
/** States in which powers wait for time to pass, without a task. */
const staying = new Set(['transition', 'handed-over', 'trial', 'in-force']);

const wayOf = ({ transition }: Transfer): string[] =>
  transition === 'before'
    ? [...before, ...qualified, 'transition', ...handover, 'evaluate', 'in-force']
    : [...before, ...qualified, ...handover, 'trial', 'evaluate', 'in-force'];

const branches: readonly { readonly id: Exclude<Stretch['id'], 'main'>; readonly way: readonly string[] }[] = [
  { id: 'recall', way: ['decide-recall', 'publish-recall', 'confirm-return'] },
  { id: 'narrowing', way: ['decide-narrowing', 'publish-narrowing'] },
  { id: 'renewal', way: ['renew-entrustment', 'publish-expiry'] },
];

const endedAt: { readonly [state: string]: string } = {
  'not-needed': 'declare-need',
  'not-capable': 'assess-capacity',
  refused: 'approve-transfer',
  unlawful: 'review-legality',
  'not-adopted': 'decide',
  recalled: 'confirm-return',
  expired: 'publish-expiry',
};

/** The map of a transfer from its powers, its open tasks and what was recorded. */
export function mapOf(transfer: Transfer, history: readonly HistoryEntry[]): Stretch[] {
  const done = new Set(
    history.flatMap(({ step, states }) => [...(step === null ? [] : [step]), ...Object.keys(states)]),
  );
  const states = new Map(transfer.powers.map(({ code, state }) => [code, state]));
  const station = (id: string): Station => {
    const tasks = transfer.tasks.filter(({ step }) => step === id);
    const waiting = staying.has(id) ? transfer.powers.filter(({ state }) => state === id).map(({ code }) => code) : [];
    const here = [...new Set([...tasks.flatMap(({ powers }) => powers), ...waiting])];
    const ended = Object.entries(endedAt).flatMap(([state, at]) => {
      const powers = at === id ? [...states].filter(([, one]) => one === state).map(([code]) => code) : [];
      return powers.length > 0 ? [{ state, powers }] : [];
    });
    return { id, here, tasks, ended, passed: done.has(id) && here.length === 0 };
  };
  const visited = ({ here, ended, passed }: Station) => passed || here.length > 0 || ended.length > 0;
  const main = wayOf(transfer).map(station);
  return [
    { id: 'main', stations: main.filter((one) => !occasional.has(one.id) || visited(one)) },
    ...branches
      .map(({ id, way }) => ({ id, stations: way.map(station) }))
      .filter(({ stations }) => stations.some(visited)),
  ];
}
