import * as fc from 'fast-check';
import { digestOf, transferIdOf } from '../../src/api/engine/command-key';
import { publicTaskId } from '../../src/database/task-id';
import { pageOf, readCursor, writeCursor } from '../../src/api/http/cursor';
import { z } from 'zod';

describe('identities that are made, not chosen', () => {
  test('the digest of what was sent does not depend on the order of its fields', () => {
    expect(digestOf({ a: 1, b: ['x'] })).toBe(digestOf({ b: ['x'], a: 1 }));
    expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: 2 }));
    expect(digestOf({})).toMatch(/^[0-9a-f]{16}$/);
  });
  test('a transfer’s id is t and sixteen small letters or digits, the same for the same key', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        expect(transferIdOf(key)).toMatch(/^t[a-z2-7]{16}$/);
        expect(transferIdOf(key)).toBe(transferIdOf(key));
      }),
    );
  });
  test('a task’s public id has no slash, whatever the kit’s id has', () => {
    expect(publicTaskId('t1', 'a/b@c~d')).toMatch(/^k[A-Za-z0-9_-]{21}$/);
    expect(publicTaskId('t1', 'a')).not.toBe(publicTaskId('t2', 'a'));
  });
});

describe('pages', () => {
  test('a cursor comes back as the place that it was written from; anything else is refused', () => {
    expect(readCursor(writeCursor('MR-001'), z.string())).toBe('MR-001');
    expect(readCursor(undefined, z.string())).toBeUndefined();
    expect(() => readCursor('!!!', z.string())).toThrow(/cursor/);
    expect(() => readCursor(writeCursor(5), z.string())).toThrow(/cursor/);
  });
  test('there is a next page exactly where there is a row more than was asked for', () => {
    const page = (rows: number[]) => pageOf(rows, 2, (row) => row, String);
    expect(page([1, 2])).toEqual({ items: ['1', '2'] });
    expect(page([1, 2, 3])).toEqual({
      items: ['1', '2'],
      next: writeCursor(2),
    });
    expect(page([])).toEqual({ items: [] });
  });
});
