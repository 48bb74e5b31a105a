/** What an entry says is written and read in one place; every kind of entry comes back as it went in. */
import type { Entry, RecordLine } from '../../src/domain/procedure/record';
import { contentOf, lineOfOurs, readAny, readLine } from '../../src/ledger/content';
import { readStored, storedPaths } from '../replay/stored';

const told = { key: 'k', by: 'somebody', at: 7 };
const answer = { task: 'launch/a@p:o', step: 'a', party: 'p', office: 'o', outcomes: { done: '0-1' } };
const one: { readonly [K in Entry['kind']]: Entry & { readonly kind: K } } = {
  launch: { kind: 'launch', ...told },
  clock: { kind: 'clock', ...told },
  suspend: { kind: 'suspend', ...told },
  resume: { kind: 'resume', ...told },
  withdraw: { kind: 'withdraw', ...told, powers: '0' },
  recall: { kind: 'recall', ...told, powers: '0', code: 'unused' },
  pace: { kind: 'pace', ...told, dayMs: null },
  calendar: { kind: 'calendar', ...told, calendar: { off: ['2026-10-01'], worked: [] } },
  assemble: { kind: 'assemble', ...told, step: 'a', powers: '0-3' },
  note: { kind: 'note', ...told, code: 'comment', powers: '' },
  complete: { kind: 'complete', ...told, ...answer, about: 'x', kept: { until: '2027-01-01' } },
  act: { kind: 'act', ...told, ...answer },
  'carry-out': {
    ...{ kind: 'carry-out', ...told, powers: '0', decision: { matter: 'm', seq: 4, hash: 'h' } },
    ...{ action: 'recall', effectiveDate: '2027-01-01' },
  },
  ended: { kind: 'ended', ...told, ...answer, called: { matter: 'm', state: 'over', seq: 4, hash: 'h' } },
};
const lineWith = (entry: Entry): RecordLine => ({
  entry,
  put: [
    {
      ...{ id: 'k/a@p:o', step: 'a', party: 'p', office: 'o', powers: '0', opened: 7, due: 9, openUntil: 8 },
      overdue: true,
    },
  ],
  gone: ['launch/a@p:o'],
  states: { open: '0-1' },
});
const textOf = (line: RecordLine): string => contentOf({ transfer: 't', seq: 3, format: 2, written: 8, ...line });

test.each(Object.values(one))('an entry of kind $kind is read as it was written', (entry) => {
  const line = lineWith(entry);
  const text = textOf(line);
  expect(readLine(text)).toMatchObject(line);
  expect(lineOfOurs(text)).toMatchObject(line);
  expect(readAny(text)).toMatchObject({ transfer: 't', seq: 3, written: 8, entry: { key: 'k', kind: entry.kind } });
});

test.each(storedPaths())('every line of the ledger of “%s” is one', (path) => {
  const strange = readStored(path).ledger.filter((line) => !readLine(textOf(line)));
  expect(strange).toEqual([]);
});

test('what no record wrote is no line', () => {
  const { put, ...rest } = lineWith(one.complete);
  const { task: _, ...nothingAnswered } = one.complete;
  const made = [{ ...rest, put: [{ id: 1 }] }, { ...rest, put, entry: nothingAnswered }, { put }, [], null, 'line'];
  expect(made.map((content) => readLine(JSON.stringify(content)))).toEqual(made.map(() => undefined));
  expect(readLine('{')).toBeUndefined();
  expect(readLine(textOf({ ...rest, put }).replace('"complete"', '"completed"'))).toBeUndefined();
});

test('an entry of a later version is shown as far as it is known', () => {
  const later = textOf(lineWith(one.note)).replace('"note"', '"later"');
  expect(readLine(later)).toBeUndefined();
  expect(readAny(later)?.entry).toMatchObject({ kind: 'later', by: 'somebody' });
  expect(readAny('{}')).toBeUndefined();
  expect(readAny('not json')).toBeUndefined();
});

test('a ledger of ours that holds something else is a fault', () => {
  expect(() => lineOfOurs('{}')).toThrow('no line of a record');
  expect(() => lineOfOurs('not json')).toThrow('no line of a record');
});
