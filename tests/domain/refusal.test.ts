import { z } from 'zod';
import { problemOf, procedureRefusal, Refusal, refusalOf, type ProblemCode } from '../../src/domain/refusal';
import { refusals } from '../../src/domain/refusal-messages';
import { accountName, idNumber, phoneNumber, shortCode } from '../../src/domain/patterns';
import { zodIssues } from '../../src/domain/zod-issues';

describe('the catalogue of refusals', () => {
  test('says in both languages what to do, with the same parameters, and has a status of its own', () => {
    for (const [code, { status, title, message }] of Object.entries(refusals)) {
      const names = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
      expect([code, names(message.zh)]).toEqual([code, names(message.en)]);
      expect(title.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
    }
  });

  test.each<[ProblemCode, number]>([
    ['malformed-json', 400],
    ['unauthenticated', 401],
    ['session-expired', 401],
    ['not-your-role', 403],
    ['four-eyes', 403],
    ['not-yours', 404],
    ['not-found', 404],
    ['closed', 409],
    ['suspended', 409],
    ['already-completed', 409],
    ['power-in-transfer', 409],
    ['power-held', 409],
    ['too-large', 413],
    ['effective-date-differs', 422],
    ['idempotency-key-reused', 422],
    ['engine-unavailable', 503],
  ])('answers %s with %i', (code, status) => {
    expect(new Refusal(code).status).toBe(status);
  });
});

describe('a refusal as problem details', () => {
  test('names fields below where they stand, in the reader’s language', () => {
    const refusal = new Refusal('period-invalid', {
      field: '/powers/3/period/until',
      params: { today: '2026-03-03' },
    }).under('/tasks/1');
    expect(problemOf(refusal, 'en')).toEqual({
      type: 'urn:fuquan:problem:period-invalid',
      title: 'Invalid period',
      status: 422,
      detail: 'The period must end after it begins, and not before today (2026-03-03).',
      code: 'period-invalid',
      errors: [
        {
          field: '/tasks/1/powers/3/period/until',
          code: 'period-invalid',
          message: 'The period must end after it begins, and not before today (2026-03-03).',
        },
      ],
    });
    expect(problemOf(refusal, 'zh').detail).toContain('2026-03-03');
  });

  test('has the one code where all errors are of one kind, and the general one otherwise', () => {
    const past = { field: '/a', code: 'effective-date-past', params: { today: 'x' } } as const;
    expect(refusalOf([past, { ...past, field: '/b' }]).code).toBe('effective-date-past');
    expect(refusalOf([past, { field: '/b', code: 'period-missing' }]).code).toBe('invalid-content');
    expect(refusalOf([{ field: '/b', code: 'required' }]).code).toBe('invalid-content');
  });

  test('of the procedure speaks of the sender’s powers and fields', () => {
    const sent = { powers: ['MR-001', 'MR-002', 'MR-003'], indexOf: (position: number) => [4, 5, 6][position] };
    const reason = procedureRefusal('reason-missing', { powers: '1-2', outcome: 'returned' }, sent);
    expect(reason.errors.map(({ field }) => field)).toEqual(['/outcomes/5/reason', '/outcomes/6/reason']);
    expect(problemOf(procedureRefusal('handed-over', { powers: '0,2' }, sent), 'en').detail).toMatch(
      /MR-001, MR-003 .* Use recall/,
    );
    expect(procedureRefusal('kept-missing', { field: 'officers' }, sent).field).toBe('/form/officers');
    expect(problemOf(procedureRefusal('already-completed', { by: ['a', 'b'] }, sent), 'zh').detail).toContain('a, b');
  });
});

describe('what zod finds wrong', () => {
  const schema = z.strictObject({
    text: z.string().min(2).max(3),
    number: z.number().max(5),
    list: z.array(z.string()).min(1),
    choice: z.enum(['a', 'b']),
    day: z.iso.date(),
    either: z.union([z.string(), z.strictObject({ 'a/b': z.int() })]),
  });
  const errors = (value: unknown, reportInput = true) => {
    const parsed = schema.safeParse(value, { reportInput });
    return parsed.success ? [] : zodIssues(parsed.error.issues, '/form').map(({ field, code }) => [field, code]);
  };

  test('is said of each field by its kind', () => {
    expect(
      errors({ text: 'x', number: 6, list: [], choice: 'c', day: '2026-02-30', either: { 'a/b': 'no' }, more: 1 }),
    ).toEqual([
      ['/form/text', 'too-short'],
      ['/form/number', 'too-big'],
      ['/form/list', 'too-few'],
      ['/form/choice', 'not-allowed'],
      ['/form/day', 'wrong-format'],
      ['/form/either/a~1b', 'wrong-type'],
      ['/form/more', 'unknown-field'],
    ]);
    expect(errors({ text: 1, number: '6', list: {}, choice: 1, day: 1, either: 1 }).map(([, code]) => code)).toEqual([
      'wrong-type',
      'wrong-type',
      'wrong-type',
      'not-allowed',
      'wrong-type',
      'invalid',
    ]);
  });

  test('of a pattern is said in words, never as the expression', () => {
    const found = (regex: RegExp) =>
      zodIssues(z.string().regex(regex).safeParse('Ä b').error?.issues ?? []).map(({ params }) => params);
    for (const { regex, says } of [accountName, shortCode, idNumber, phoneNumber])
      expect(found(regex)).toEqual([{ format: says }]);
    expect(found(/^[xyz]+$/)).toEqual([{ format: { zh: '说明中规定的格式', en: 'as its description has it' } }]);
  });

  test('where nothing was sent, the field is missing', () => {
    expect(errors({}).map(([, code]) => code)).toEqual(Array.from({ length: 6 }, () => 'required'));
  });
});
