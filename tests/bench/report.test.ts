import { comparisonOf, figuresOf, tableOf } from '../../bench/report';
import type { Round } from '../../bench/site-words';

const round = (seconds: number, workerCpuMs = 100): Round => ({
  ...{ steps: 100, seconds, latencies: [10, 20, 30], workerCpuMs, machineCpuMs: 400 },
  ...{ events: 600, bytes: 100_000, workflowTasks: 100 },
});

describe('the figures of a bench', () => {
  it('compare two builds round by round, so that a slow minute of the machine counts for neither', () => {
    // the machine gets four times as slow from round to round; the own build is a tenth faster in each
    const other = [round(1), round(4), round(16)];
    const own = [round(1 / 1.1), round(4 / 1.1), round(16 / 1.1)];
    const { ratios, rounds, to } = comparisonOf('d6c9121', 8, own, other);
    expect({ to, rounds }).toEqual({ to: 'd6c9121', rounds: 3 });
    expect(ratios.stepsPerSecond).toBeCloseTo(1.1);
    expect(ratios.cpu).toBeCloseTo(1);
  });

  it('take the median of the pairs, not their mean: one round that went wrong says nothing', () => {
    const other = [round(1), round(1), round(1)];
    const own = [round(1), round(100), round(1)];
    expect(comparisonOf('x', 8, own, other).ratios.stepsPerSecond).toBeCloseTo(1);
  });

  it('say in one line how two builds compare', () => {
    const pair = [round(1), round(1)];
    const text = tableOf([figuresOf('fuquan', 8, pair, null)], [], [comparisonOf('d6c9121', 8, pair, pair)]);
    expect(text).toContain('fuquan to d6c9121, 8 clients, 2 rounds: steps/s × 1.00');
  });
});
