import { createKeys } from '../../src/web/api/keys';

const counter = () => {
  let count = 0;
  return createKeys(() => `key-${++count}`);
};
const act = { path: '/api/tasks/t/complete', body: { form: {} } };

describe('keys of acts', () => {
  test('given an act that failed, the same act tried again has the same key: it cannot be done twice', () => {
    const keys = counter();
    expect([keys.keyFor(act), keys.keyFor({ ...act, body: { form: {} } })]).toEqual(['key-1', 'key-1']);
  });

  test('given other content, the key is another: the first is not taken for it', () => {
    const keys = counter();
    expect([keys.keyFor(act), keys.keyFor({ ...act, body: { form: { a: 1 } } })]).toEqual(['key-1', 'key-2']);
  });

  test('given an act that succeeded, the same act is a new one', () => {
    const keys = counter();
    const first = keys.keyFor(act);
    keys.succeeded();
    expect(keys.keyFor(act)).not.toBe(first);
  });
});
