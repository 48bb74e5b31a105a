import fc from 'fast-check';
import { checkCharacter } from '../../../src/domain/id-number';
import { mayBeTheSame, recognise, type KnownPerson } from '../../../src/domain/power-transfer/people';

const numbered = (nth: number): string => {
  const first = `00000019900101${String(nth).padStart(3, '0')}`;
  return first + checkCharacter(first);
};
const mistyped = '000000199001010000';
const organisation = 'kaihua';
const someone = (more: Partial<KnownPerson> = {}): KnownPerson => ({
  ...{ id: 'o-1', organisation, name: '刘洋', idNumber: numbered(1) },
  ...more,
});
const known = [someone(), someone({ id: 'o-2', name: '张伟', idNumber: null })];
const idOf = (found: ReturnType<typeof recognise>) =>
  'person' in found ? (found.person?.id ?? 'new') : found.error.code;

describe('who is meant', () => {
  test.each([
    ['by the ID number, also under another name', { name: '刘阳', idNumber: numbered(1) }, 'o-1'],
    ['by the id, whatever else is said', { id: 'o-2', name: '张炜', idNumber: numbered(7) }, 'o-2'],
    [
      'another of that name with a number of their own is somebody else',
      { name: '刘洋', idNumber: numbered(2) },
      'new',
    ],
    ['a new name', { name: '王芳' }, 'new'],
    ['an id that nobody has', { id: 'kh-9', name: '刘洋' }, 'new'],
    ['a known name without a number says nothing', { name: '刘洋' }, 'person-ambiguous'],
    ['nor does a number where the known one has none', { name: '张伟', idNumber: numbered(3) }, 'person-unnumbered'],
    ['a number that is another’s', { id: 'o-2', name: '张伟', idNumber: numbered(1) }, 'id-number-taken'],
    ['a number with a wrong check digit', { name: '王芳', idNumber: mistyped }, 'id-number-mistyped'],
    ['another document’s number', { name: '王芳', idNumber: 'E12345678' }, 'new'],
  ])('%s', (_, said, expected) => {
    expect(idOf(recognise({ organisation, ...said }, known))).toBe(expected);
  });
  test.each(['刘 洋', '刘\u200b洋', '刘洋\u3000'])('%j is no other name than the one it shows', (name) => {
    const one = [{ id: 'o-1', organisation, name: '刘洋', idNumber: numbered(1) }];
    expect(idOf(recognise({ organisation, name }, one))).toBe('person-ambiguous');
    expect(mayBeTheSame({ organisation, name }, { organisation, name: '刘洋' })).toBe(true);
  });
  test('people of other offices are nobody’s namesakes, and their ids are taken', () => {
    const elsewhere = [someone({ organisation: 'wolong' })];
    expect(idOf(recognise({ organisation, name: '刘洋' }, elsewhere))).toBe('new');
    expect(idOf(recognise({ organisation, name: '刘洋', idNumber: numbered(1) }, elsewhere))).toBe('new');
    expect(idOf(recognise({ organisation, id: 'o-1', name: '刘洋' }, elsewhere))).toBe('duplicate');
  });
  test('a number recorded before the check digit was looked at stays, and recognises its person', () => {
    const old = [someone({ idNumber: mistyped })];
    expect(idOf(recognise({ organisation, id: 'o-1', name: '刘阳', idNumber: mistyped }, old))).toBe('o-1');
    expect(idOf(recognise({ organisation, name: '刘洋', idNumber: mistyped }, old))).toBe('o-1');
    expect(idOf(recognise({ organisation, id: 'o-1', name: '刘洋' }, old))).toBe('o-1');
    expect(idOf(recognise({ organisation, id: 'o-1', name: '刘洋', idNumber: '000000199001010001' }, old))).toBe(
      'id-number-mistyped',
    );
  });
  test('is never told by the name: nobody with a number comes into the place of one with another (any office)', () => {
    const name = fc.constantFrom('刘洋', '张伟', '李娜');
    const idNumber = fc.option(fc.integer({ min: 1, max: 6 }).map(numbered));
    const people = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 9 }).map((n) => `o-${n}`),
        name,
        idNumber,
        organisation: fc.constant(organisation),
      }),
      { selector: ({ id }) => id, maxLength: 6 },
    );
    fc.assert(
      fc.property(
        people,
        name,
        fc.option(fc.integer({ min: 1, max: 6 }).map(numbered), { nil: undefined }),
        (there, whose, number) => {
          const found = recognise({ organisation, name: whose, idNumber: number }, there);
          if (!('person' in found)) return;
          if (found.person) expect(found.person.idNumber).toBe(number);
          else {
            expect(there.filter((one) => number !== undefined && one.idNumber === number)).toEqual([]);
            expect(
              there.filter((one) => one.name === whose && (number === undefined || one.idNumber === null)),
            ).toEqual([]);
          }
        },
      ),
    );
  });
});

test.each([
  [{ idNumber: numbered(1) }, { idNumber: numbered(2) }, false],
  [{ idNumber: numbered(1) }, { idNumber: numbered(1), name: '别名' }, true],
  [{ idNumber: numbered(1) }, {}, true],
  [{}, {}, true],
  [{ id: 'a' }, { id: 'b' }, false],
  [{ id: 'a' }, {}, true],
  [{}, { organisation: 'wolong' }, false],
  [{}, { name: '张伟' }, false],
])('two rows %j and %j may be one person: %s', (one, other, may) => {
  const person = { organisation, name: '刘洋' };
  expect(mayBeTheSame({ ...person, ...one }, { ...person, ...other })).toBe(may);
  expect(mayBeTheSame({ ...person, ...other }, { ...person, ...one })).toBe(may);
});
