/** Figures of the rounds, and how they are shown. */
import Table from 'cli-table3';
import type { Round } from './site-words';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The value below which the share `p` of all lies; 0 where there is none. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0;
}
const median = (values: readonly number[]): number => quantile(values, 0.5);

/** What one contender did at one number of clients. Latencies in milliseconds. */
export interface Figures {
  readonly contender: string;
  readonly clients: number;
  readonly rounds: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly eventsPerStep: number;
  readonly bytesPerStep: number;
  readonly workflowTasksPerStep: number;
  readonly workerCpuMsPerStep: number;
  readonly machineCpuMsPerStep: number;
  /** To the bare workflow's, round by round; the median of the rounds. Null for the bare one itself. */
  readonly ratios: {
    readonly stepsPerSecond: number;
    readonly p50: number;
    readonly cpu: number;
    readonly machineCpu: number;
  } | null;
}

/** Steps per second of a round. */
export const speed = ({ steps, seconds }: Round): number => steps / seconds;

export function figuresOf(
  contender: string,
  clients: number,
  rounds: readonly Round[],
  bare: readonly Round[] | null,
): Figures {
  const steps = sum(rounds.map((round) => round.steps));
  const latencies = rounds.flatMap((round) => round.latencies);
  const ratio = (of: (round: Round) => number) =>
    median(rounds.flatMap((round, i) => (bare?.[i] ? [of(round) / of(bare[i])] : [])));
  return {
    contender,
    clients,
    rounds: rounds.length,
    steps,
    stepsPerSecond: median(rounds.map(speed)),
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    eventsPerStep: sum(rounds.map(({ events }) => events)) / steps,
    bytesPerStep: sum(rounds.map(({ bytes }) => bytes)) / steps,
    workflowTasksPerStep: sum(rounds.map(({ workflowTasks }) => workflowTasks)) / steps,
    workerCpuMsPerStep: sum(rounds.map(({ workerCpuMs }) => workerCpuMs)) / steps,
    machineCpuMsPerStep: sum(rounds.map(({ machineCpuMs }) => machineCpuMs)) / steps,
    ratios: bare && {
      stepsPerSecond: ratio(speed),
      p50: ratio((round) => median(round.latencies)),
      cpu: ratio((round) => round.workerCpuMs / round.steps),
      machineCpu: ratio((round) => round.machineCpuMs / round.steps),
    },
  };
}

/** One build beside another, at one number of clients: round by round, the median of the rounds' ratios. */
export interface Comparison {
  readonly to: string;
  readonly clients: number;
  readonly rounds: number;
  readonly ratios: NonNullable<Figures['ratios']>;
}

/** Fuquan's rounds to another build's; where a ratio of a pair is above 1, Fuquan has more of it. */
export function comparisonOf(to: string, clients: number, own: readonly Round[], other: readonly Round[]): Comparison {
  const { ratios, rounds } = figuresOf('fuquan', clients, own, other);
  if (ratios === null) throw new Error('nothing to compare with');
  return { to, clients, rounds, ratios };
}

/** What transfers of many powers did. */
export interface Bulk {
  readonly powers: number;
  readonly clients: number;
  readonly transfers: number;
  readonly powersPerSecond: number;
  readonly stepsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly bytesPerStep: number;
  readonly workerCpuMsPerStep: number;
}

export function bulkOf(powers: number, clients: number, transfers: number, rounds: readonly Round[]): Bulk {
  const { stepsPerSecond, p50, p99, bytesPerStep, workerCpuMsPerStep } = figuresOf('', clients, rounds, null);
  const perRound = (powers * transfers) / rounds.length;
  const powersPerSecond = median(rounds.map(({ seconds }) => perRound / seconds));
  return { powers, clients, transfers, powersPerSecond, stepsPerSecond, p50, p99, bytesPerStep, workerCpuMsPerStep };
}

const digits = (value: number, n: number): string => value.toFixed(n);

/** The table for people. */
export function tableOf(
  figures: readonly Figures[],
  bulks: readonly Bulk[],
  comparisons: readonly Comparison[],
): string {
  const table = new Table({
    head: [
      '',
      'clients',
      'steps',
      'steps/s',
      'p50 ms',
      'p99 ms',
      'events',
      'bytes',
      'tasks',
      'CPU ms',
      'all CPU',
      '× steps/s',
      '× p50',
      '× CPU',
      '× all CPU',
    ],
    style: { head: [], border: [] },
  });
  for (const one of figures)
    table.push([
      one.contender,
      one.clients,
      one.steps,
      digits(one.stepsPerSecond, 0),
      digits(one.p50, 1),
      digits(one.p99, 1),
      digits(one.eventsPerStep, 2),
      digits(one.bytesPerStep, 0),
      digits(one.workflowTasksPerStep, 2),
      digits(one.workerCpuMsPerStep, 2),
      digits(one.machineCpuMsPerStep, 2),
      ...(one.ratios
        ? [one.ratios.stepsPerSecond, one.ratios.p50, one.ratios.cpu, one.ratios.machineCpu].map((value) =>
            digits(value, 2),
          )
        : ['', '', '', '']),
    ]);
  const many = new Table({
    head: ['powers', 'clients', 'transfers', 'powers/s', 'steps/s', 'p50 ms', 'p99 ms', 'bytes', 'CPU ms'],
    style: { head: [], border: [] },
  });
  for (const one of bulks)
    many.push([
      one.powers,
      one.clients,
      one.transfers,
      digits(one.powersPerSecond, 0),
      digits(one.stepsPerSecond, 0),
      digits(one.p50, 1),
      digits(one.p99, 1),
      digits(one.bytesPerStep, 0),
      digits(one.workerCpuMsPerStep, 2),
    ]);
  const beside = comparisons.map(
    ({ to, clients, rounds, ratios }) =>
      `fuquan to ${to}, ${clients} clients, ${rounds} rounds: steps/s × ${digits(ratios.stepsPerSecond, 2)}, ` +
      `p50 × ${digits(ratios.p50, 2)}, CPU × ${digits(ratios.cpu, 2)}, all CPU × ${digits(ratios.machineCpu, 2)}`,
  );
  return [table.toString(), ...beside, ...(bulks.length === 0 ? [] : [many.toString()])].join('\n');
}
