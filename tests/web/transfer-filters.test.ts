import { transferFilter } from '../../src/contract/filters';
import {
  asked,
  nothingAsked,
  questionOf,
  transferFilters,
  withCurrent,
} from '../../src/web/pages/power-transfer/transfers/address';

const address = (parameters: string) => {
  const given = new URLSearchParams(parameters);
  return (name: string) => given.get(name) ?? '';
};

describe('the filters of the list of transfers', () => {
  it('are all that the API has', () => {
    expect([...transferFilters].sort()).toEqual(Object.keys(transferFilter).sort());
  });

  it('are asked as they stand in the address, without blanks, and nothing else of it is', () => {
    const question = questionOf(address('step=decide&q=+market+&behind=x'));
    expect(question).toMatchObject({ step: 'decide', q: 'market', state: '' });
    expect(question).not.toHaveProperty('behind');
  });

  it('are known to be in use, and taken out together', () => {
    expect(asked(address('launchedUntil=2026-01-01'))).toBe(true);
    expect(asked(address('q=++&behind=x'))).toBe(false);
    const left = { ...questionOf(address('step=decide&overdue=true')), ...nothingAsked };
    expect(asked((name) => left[name] ?? '')).toBe(false);
  });

  it('show what a link asked for though it is none of the choices', () => {
    const choices = [
      { id: 'trial', name: '试运行' },
      { id: 'refused', name: '部门不同意' },
    ];
    expect(withCurrent(choices, 'trial')).toBe(choices);
    expect(withCurrent(choices, '')).toBe(choices);
    expect(withCurrent(choices, 'trial,refused').at(-1)).toEqual({ id: 'trial,refused', name: '试运行 / 部门不同意' });
    expect(withCurrent(choices, 'gone').at(-1)).toEqual({ id: 'gone', name: 'gone' });
  });
});
