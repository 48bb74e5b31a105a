import { takingPart } from '../../src/web/pages/power-transfer/transfer/taking-part';

const person = (username: string) => ({
  username,
  name: username,
  organisation: 'o',
  organisationName: 'o',
  role: 'chief',
});
const entry = (kind: string, by: string, day: number) => ({ kind, by, at: `2026-01-0${day}T00:00:00.000Z` });

describe('who has taken part in a transfer', () => {
  test('is whoever has acted, the latest first, with how often; the others are named apart', () => {
    const { took, rest } = takingPart(
      [person('a'), person('b'), person('c'), person('d')],
      [
        entry('launch', 'launch', 1),
        entry('complete', 'b', 2),
        entry('clock', 'clock', 3),
        entry('note', 'a', 4),
        entry('complete', 'b', 3),
      ],
      'c',
    );
    expect(took.map(({ person: { username }, acts, last }) => [username, acts, last.slice(0, 10)])).toEqual([
      ['a', 1, '2026-01-04'],
      ['b', 2, '2026-01-03'],
      ['c', 1, '2026-01-01'],
    ]);
    expect(rest.map(({ username }) => username)).toEqual(['d']);
  });
  test('leaves out who is not known any more, and what the system did', () => {
    expect(takingPart([], [entry('complete', 'gone', 1), entry('act', 'system', 2)], 'gone')).toEqual({
      took: [],
      rest: [],
    });
  });
});
