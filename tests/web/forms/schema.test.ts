import { formFromSchema } from '../../../src/domain/form-recipe';
import type { JsonSchema } from '../../../src/domain/json-schema';
import { formSchemaFor, parseForm, powerSchemaFor } from '../../../src/domain/power-transfer/task-schema';
import {
  doubtsIn,
  fieldsIn,
  faultsIn,
  filledIn,
  firstValues,
  takesNumber,
  valueOfText,
} from '../../../src/web/forms/schema';
import { facts, humanSteps } from '../../builders/task-facts';

const schema: JsonSchema = {
  type: 'object',
  required: ['count', 'name', 'sure', 'day', 'list', 'kind'],
  properties: {
    count: { type: 'integer', title: 'Count', minimum: 0, maximum: 10, examples: [3] },
    name: { type: 'string', title: 'Name', maxLength: 5, examples: ['x'] },
    sure: { type: 'boolean', title: 'Sure', const: true },
    day: { type: 'string', title: 'Day', format: 'date', examples: ['2030-01-02'] },
    agreed: { type: 'string', title: 'Agreed', const: '2030-02-03' },
    list: { type: 'array', title: 'List', items: { type: 'string' } },
    kind: { type: 'string', title: 'Kind', enum: ['a', 'b'] },
    note: { type: 'string', title: 'Note' },
  },
};
const whole = { count: 2, name: ' abc ', sure: true, day: '2030-01-02', list: ['', 'x'], kind: 'a', note: ' ' };
const codes = (values: Record<string, unknown>, full = true) =>
  faultsIn(schema, values, full).map(({ pointer, lack }) => `${pointer} ${lack.code}`);

describe('a form from its schema', () => {
  test('begins with dates and with what admits of one answer, and with no example that would pass for a declaration', () => {
    expect(firstValues(schema)).toEqual({ day: '2030-01-02', agreed: '2030-02-03' });
  });

  test('given everything filled in, nothing is missing, and blanks and empty rows are not sent', () => {
    expect(codes(whole)).toEqual([]);
    expect(filledIn(schema, whole)).toEqual({
      count: 2,
      name: 'abc',
      sure: true,
      day: '2030-01-02',
      agreed: '2030-02-03',
      list: ['x'],
      kind: 'a',
    });
  });

  test.each([
    [{ count: undefined }, '/count required'],
    [{ count: 11 }, '/count most'],
    [{ count: 1.5 }, '/count whole'],
    [{ name: 'abcdef' }, '/name longest'],
    [{ sure: false }, '/sure confirm'],
    [{ day: 'tomorrow' }, '/day date'],
    [{ kind: 'c' }, '/kind choice'],
  ])('given %j, it names the field and why', (change, fault) => {
    expect(codes({ ...whole, ...change })).toEqual([fault]);
  });

  test('given that nothing is required, what is empty is left out and what is filled in is still looked at', () => {
    expect(codes({ count: 99 }, false)).toEqual(['/count most']);
    expect(filledIn(schema, {})).toEqual({ agreed: '2030-02-03', list: [] });
  });

  test('given a handover that is disputed, what was left empty is not sent, and the server accepts that', () => {
    const task = facts();
    const made = formSchemaFor('confirm-handover', task, 'zh');
    const disputed = task.powers.map(({ position }) => ({ position, outcome: 'disputed' }));
    const sent = filledIn(made, firstValues(made), false);
    expect(sent).not.toHaveProperty('inventory');
    expect(() => parseForm('confirm-handover', task, sent, disputed)).not.toThrow();
  });

  test('a list that needs entries is left out while it has none: the server may not ask for it', () => {
    const officers: JsonSchema = {
      type: 'object',
      required: ['officers'],
      properties: { officers: { type: 'array', minItems: 1, items: { type: 'string', enum: ['o1'] } } },
    };
    expect(filledIn(officers, {})).toEqual({});
    expect(faultsIn(officers, {}, true).map(({ lack }) => lack.code)).toEqual(['fewest']);
  });

  test.each([
    ['2', 2],
    ['２', 2],
    [' 1，200 ', 1200],
    ['１,２００', 1200],
  ])('given the number “%s” as it was typed, it is sent as %d', (typed, value) => {
    const big = { ...schema, properties: { ...schema.properties, count: { type: 'integer' } } } as const;
    expect(faultsIn(big, { ...whole, count: typed }, true)).toEqual([]);
    expect(filledIn(big, { ...whole, count: typed })).toMatchObject({ count: value });
  });

  test.each(['20万', '12（含2台）', '5 人 3 车', '约6人', '3-5', '1,2'])(
    'given “%s” for a number, that is the fault, and no other number is sent in its place',
    (typed) => {
      const [fault, ...others] = faultsIn(schema, { ...whole, count: typed }, true);
      expect(others).toEqual([]);
      expect(fault).toMatchObject({ pointer: '/count', lack: { code: 'number', typed } });
      expect(filledIn(schema, { ...whole, count: typed })).toMatchObject({ count: typed });
      const rows: JsonSchema = { properties: { rows: { type: 'array', items: schema } } };
      const listed = faultsIn(rows, { rows: [{ ...whole, count: typed }] }, true);
      expect(listed.map(({ pointer }) => pointer)).toEqual(['/rows/0/count']);
    },
  );

  test('numbers that are hardly meant are asked about, with what is known; the server takes them', () => {
    const task = facts();
    const made = formSchemaFor('declare-need', task, 'zh');
    const values = { ...fieldsIn(formFromSchema(made)), certificates: '４０', officersAvailable: 2, budget: '20' };
    expect(doubtsIn(made, values, '/form').map(({ pointer, value, unit }) => [pointer, value, unit])).toEqual([
      ['/form/certificates', 40, '人'],
      ['/form/budget', 20, '元'],
    ]);
    expect(doubtsIn(made, values)[0]?.because).toEqual(['人员名册中持有效执法证的 2 名']);
    const answered = task.powers.map(({ position }) => ({ position, outcome: 'needed' }));
    expect(parseForm('declare-need', task, filledIn(made, values), answered).form).toMatchObject({
      certificates: 40,
      budget: 20,
    });
  });

  test('every number of every form says what it counts', () => {
    const check = ({ properties = {}, items }: JsonSchema): void => {
      for (const [name, one] of Object.entries(properties)) {
        if (takesNumber(one)) expect([name, one['x-unit']]).toEqual([name, expect.stringMatching(/./)]);
        check(one);
      }
      if (items) check(items);
    };
    for (const step of humanSteps) {
      check(formSchemaFor(step, facts(), 'zh'));
      check(powerSchemaFor(step, 'zh') ?? {});
    }
  });

  test('cells of a spreadsheet become values: dates as people write them, numbers as they were typed', () => {
    expect(valueOfText({ type: 'number' }, ' 1,200 ')).toBe('1,200');
    expect(valueOfText({ type: 'string', format: 'date' }, '2030年1月5日')).toBe('2030-01-05');
    expect(valueOfText({ type: 'string', format: 'date' }, '2030/11/05')).toBe('2030-11-05');
    expect(valueOfText({ type: 'string' }, ' ')).toBeUndefined();
  });

  test.each(humanSteps)(
    'given %s filled in as its schema proposes, the page finds nothing missing and the server accepts what it sends',
    (code) => {
      const task = facts();
      const made = formSchemaFor(code, task, 'zh');
      const values = fieldsIn(formFromSchema(made));
      expect(faultsIn(made, values, true)).toEqual([]);
      const answered = task.powers.map(({ position }) => ({ position, outcome: 'first' }));
      expect(() => parseForm(code, task, filledIn(made, values), answered)).not.toThrow();
    },
  );
});
