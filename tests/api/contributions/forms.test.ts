/** The form that a contribution is sent on, and what is sealed of it. */
import { formLifeMs, giveForm, keptOfReceipt, readForm } from '../../../src/api/contributions/form-token';
import { readSaid, sealSaid } from '../../../src/api/contributions/sealed';

const key = Buffer.alloc(32, 7);
const given = Date.UTC(2026, 10, 1);
const form = giveForm(key, 'm', given);
const read = (sent: string, now = given + 5_000, matter = 'm', by = key) => readForm(by, matter, sent, now, 3_000);

test('a form that was given out gives the same receipt and salt however often it is read', () => {
  const first = read(form);
  expect(read(form, given + formLifeMs)).toEqual(first);
  expect(first.receipt).toMatch(/^[\w-]{32}$/);
  expect(first.salt).toMatch(/^[\w-]{22}$/);
  expect(keptOfReceipt(first.receipt)).not.toContain(first.receipt);
});

test('two forms have nothing in common', () => {
  const [one, another] = [read(form), read(giveForm(key, 'm', given))];
  for (const field of ['name', 'receipt', 'salt'] as const) expect(one[field]).not.toBe(another[field]);
});

test.each([
  ['another matter', () => read(form, given + 5_000, 'n')],
  ['another key', () => read(form, given + 5_000, 'm', Buffer.alloc(32, 8))],
  ['nothing', () => read('')],
  ['its end cut off', () => read(form.slice(0, -1))],
  ['a time put forward', () => read(form.replace(/^[^.]+/, (given + 1).toString(36)))],
  ['something added', () => read(`${form}.x`)],
])('%s is no form that was given out', (_, reading) => {
  expect(reading).toThrow(expect.objectContaining({ code: 'form-unknown' }));
});

test('it is good after a while and for a day', () => {
  expect(() => read(form, given + 2_999)).toThrow(expect.objectContaining({ code: 'rate-limited' }));
  expect(() => read(form, given + 3_000)).not.toThrow();
  expect(() => read(form, given + formLifeMs + 1)).toThrow(expect.objectContaining({ code: 'form-expired' }));
});

const said = { matter: 'm', task: 't', salt: 's', text: '意见', name: '张三' };

test('what was said opens for its own digest and under its own key only', () => {
  const sealed = sealSaid(key, 'digest', said);
  expect(sealed.includes('意见')).toBe(false);
  expect(readSaid(key, { sealed, digest: 'digest' })).toEqual({
    state: 'held',
    said: { salt: 's', text: '意见', name: '张三' },
  });
  expect(readSaid(key, { sealed, digest: 'another' }).state).toBe('unreadable');
  expect(readSaid(Buffer.alloc(32, 8), { sealed, digest: 'digest' }).state).toBe('unreadable');
  expect(readSaid(key, { sealed: null, digest: 'digest' })).toEqual({ state: 'removed' });
});
