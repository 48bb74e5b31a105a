import { actsOn } from '../../src/web/pages/matter/possible-acts';

const ends = new Set(['over', 'withdrawn']);
const recallable = new Set(['held']);
const assembling = [{ assembles: true as const }, {}];
const item = (code: string, state = 'open') => ({ code, name: code, state, stateTitle: state, since: '' });
type Subject = Parameters<typeof actsOn>[3];
const task = (...powers: string[]): Subject['tasks'][number] => ({
  ...{ id: 'k', step: 's', title: 's', organisation: 'o', about: null, opened: '', due: null, lastDay: null },
  ...{ provisional: false, overdue: false, openUntil: null, powers },
});
const acts = (more: Partial<Subject>, steps: Parameters<typeof actsOn>[2] = assembling) =>
  actsOn(ends, recallable, steps, { suspended: false, items: [item('a'), item('b')], tasks: [], ...more });

test('what is over admits nothing', () => {
  expect(acts({ items: [item('a', 'over'), item('b', 'withdrawn')] })).toEqual([]);
});

test('what is held is not withdrawn any more', () => {
  const found = acts({ items: [item('a', 'held'), item('b')], tasks: [task('a', 'b')] });
  expect(found).toEqual([
    { name: 'suspend', items: [] },
    { name: 'withdraw', items: ['b'] },
  ]);
});

test('a list is assembled of what waits without a task, where a step gathers, and not while time stands still', () => {
  const subject = { tasks: [task('a')] };
  expect(acts(subject)).toContainEqual({ name: 'assemble', items: ['b'] });
  expect(acts(subject, [{}]).map(({ name }) => name)).not.toContain('assemble');
  expect(acts({ ...subject, suspended: true }).map(({ name }) => name)).toEqual(['resume', 'withdraw']);
});
