import { powerTransfer } from '../../src/domain/power-transfer/procedure';
import { showProcedure } from '../../src/api/city/procedure-view';
import { mapOf } from '../../src/web/matters/map';
import { petition } from '../builders/petition';

const procedure = showProcedure(powerTransfer, 'en');
type Mapped = Parameters<typeof mapOf>[1];
type Recorded = Parameters<typeof mapOf>[2][number];

const transfer = (states: Readonly<Record<string, string>>, more: object = {}): Mapped => ({
  items: Object.entries(states).map(([code, state]) => ({ code, state, mode: 'devolve' })),
  tasks: [],
  launch: { transition: 'after', mode: 'devolve', ...more },
});
const took = (step: string): Recorded => ({ step, states: {} });
const titles = (subject: Mapped, history: readonly Recorded[] = []) =>
  mapOf(procedure, subject, history)[0]?.stations.map(({ title }) => title);

test('the way is the regulation’s, with what only some transfers come to left out', () => {
  expect(titles(transfer({ a: 'in-progress' }))).toEqual([
    'Declare need and capacity',
    'Assess capacity',
    'Approve the transfer',
    'Review legality',
    'Decide collectively',
    'Publish',
    'Sign off training',
    'Declare readiness',
    'See readiness',
    'Confirm the handover',
    'Witness the handover',
    'Trial',
    'Evaluate',
    'In force',
  ]);
});

test('with a transition first there is no trial after the handover', () => {
  const before = titles(transfer({ a: 'in-progress' }, { transition: 'before' }));
  expect(before?.indexOf('Transition')).toBe((before?.indexOf('Confirm the handover') ?? 0) - 1);
  expect(before).not.toContain('Trial');
});

test('a step that not every transfer comes to is shown where one did, and only where its mode has it', () => {
  expect(titles(transfer({ a: 'trial' }), [took('certify')])).toContain('Certify the officer');
  const published = [took('publish-instrument')];
  const instrument = procedure.steps.find(({ code }) => code === 'publish-instrument')?.title;
  expect(titles(transfer({ a: 'trial' }), published)).not.toContain(instrument);
  expect(titles(transfer({ a: 'trial' }, { mode: 'entrust' }), published)).toContain(instrument);
});

test('powers are where their tasks are, where they stay, and where their way ended', () => {
  const task = { step: 'evaluate', powers: ['a', 'b'], organisation: 'kaihua' };
  const subject = { ...transfer({ a: 'trial', b: 'trial', c: 'refused' }), tasks: [task] };
  const [main] = mapOf(procedure, subject, [took('declare-need'), took('approve-transfer')]);
  const at = (id: string) => main?.stations.find((station) => station.id === id);
  expect(at('evaluate')?.here).toEqual(['a', 'b']);
  expect(at('trial')?.here).toEqual(['a', 'b']);
  expect(at('declare-need')).toMatchObject({ passed: true, here: [], ended: [] });
  expect(at('approve-transfer')?.ended).toEqual([{ state: 'refused', title: 'refused', powers: ['c'] }]);
  expect(at('in-force')).toMatchObject({ passed: false, here: [] });
});

test('a branch is on the map once something is on it', () => {
  expect(mapOf(procedure, transfer({ a: 'in-force' }), [])).toHaveLength(1);
  const [, recall] = mapOf(procedure, transfer({ a: 'recalled' }), [took('decide-recall')]);
  expect(recall).toMatchObject({ branch: { code: 'recall', title: 'Recall' } });
  expect(recall?.stations.map(({ passed }) => passed)).toEqual([true, false, false]);
  expect(recall?.stations.at(-1)?.ended).toMatchObject([{ state: 'recalled' }]);
});

test('another procedure has its own map, with what goes on beside the way on none', () => {
  const other = showProcedure(petition, 'en');
  const [main] = mapOf(other, { items: [], tasks: [], launch: {} }, []);
  const declared = other.stages
    .filter(({ branch }) => branch === undefined)
    .flatMap(({ stations }) => stations.filter(({ beside, occasional }) => !beside && !occasional));
  expect(main?.stations.map(({ title }) => title)).toEqual(declared.map(({ title }) => title));
});
