import fc from 'fast-check';
import { saysNothing, shownText, textErrors, unkeepableIn } from '../../src/domain/kept-text';
import { problemOf, refusalOf } from '../../src/domain/refusal';

const badSigns = ['\u0000', '\u0001', '\u000b', '\u001f', '\ud83d', '\ude00', '\udfff', '\ufffe', '\uffff'];
const anyText = fc.string({ unit: 'binary' });
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
const anyUnits = fc.array(unit, { maxLength: 12 }).map((units) => units.join(''));

describe('which text can be kept', () => {
  test.each(['', '表情😀，𠮷野家，䶮', 'a\tb\r\nc', 'e\u0301 \u200b\u00a0\ufeff', '\u007f\u0085\ufffd'])(
    '%j can',
    (text) => {
      expect(unkeepableIn(text)).toBeUndefined();
      expect(shownText(text)).toBe(text);
    },
  );
  test.each(badSigns)('%j cannot, wherever it stands, and is told by place and sign', (sign) => {
    const named = `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    expect(unkeepableIn(sign)).toEqual({ place: 1, sign: named });
    expect(unkeepableIn(`😀好${sign}x${sign}`)).toEqual({ place: 3, sign: named });
  });
  test('is well-formed, and what documents leave in place (any sixteen-bit units)', () => {
    fc.assert(
      fc.property(anyUnits, (text) => {
        const kept = unkeepableIn(text) === undefined;
        // percent-encoding takes well-formed text only
        if (kept)
          expect([decodeURIComponent(encodeURIComponent(text)), text.includes('\u0000')]).toEqual([text, false]);
        expect(kept).toBe(shownText(text) === text);
        expect(unkeepableIn(shownText(text))).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what says something', () => {
  test.each(['\u200b', ' \u200b ', '\ufeff\u2060', '\u3164', '\u2800', '\u202e', '\u00ad\u034f'])(
    '%j says nothing',
    (text) => {
      expect(saysNothing(text)).toBe(true);
      expect(textErrors({ reason: text })).toEqual([{ field: '/reason', code: 'invisible', params: {} }]);
    },
  );
  // blanks are nothing to every form already
  test.each(['', '  ', '\t\n', '\u3000', '无\u200b', '·', '。', '👨\u200d👩\u200d👧'])('%j is no such text', (text) => {
    expect(saysNothing(text)).toBe(false);
    expect(textErrors({ reason: text })).toEqual([]);
  });
});

describe('what was sent', () => {
  const fieldsOf = (sent: unknown, prefix = '') => textErrors(sent, prefix).map(({ field }) => field);
  test('is refused with every field that holds such a sign, names of fields too', () => {
    const sent = {
      outcomes: [{ reason: '断\ud83d' }, { reason: '好😀' }],
      form: { 'a/b': { list: ['', '\u0000'] } },
      n: 5,
    };
    expect(fieldsOf(sent)).toEqual(['/outcomes/0/reason', '/form/a~1b/list/1']);
    expect(fieldsOf({ 'x\u0000': 1 }, '/tasks/2')).toEqual(['/tasks/2/x\ufffd']);
    expect(fieldsOf('\ud83d', '/file')).toEqual(['/file']);
    expect(fieldsOf([null, undefined, 1, true, {}])).toEqual([]);
  });
  test('says in both languages which sign, where, and what to do', () => {
    const refusal = refusalOf(textErrors({ reason: '表情\ud83d断开' }));
    expect(problemOf(refusal, 'zh').errors[0]?.message).toContain('第 3 个字符（U+D83D）');
    expect(problemOf(refusal, 'en').errors[0]?.message).toContain('Character 3 (U+D83D)');
    expect(problemOf(refusal, 'zh')).toMatchObject({ status: 422, code: 'invalid-content' });
  });
  test('may be as long and as deep as a body can be: neither ends the process', () => {
    const deep: unknown = JSON.parse('['.repeat(500_000) + ']'.repeat(500_000));
    expect(textErrors({ form: deep }).map(({ code }) => code)).toEqual(['too-deep']);
    expect(textErrors(new Array(300_000).fill('\ud83d'))).toHaveLength(100);
    expect(textErrors(new Array(300_000).fill('好'))).toEqual([]);
  });
  test('has an error exactly where one of its texts has (any JSON)', () => {
    const json = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.constant(1), anyText, anyUnits, tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(anyText, tie('value'), { maxKeys: 4 }),
    })).value;
    const bad = (value: unknown): boolean =>
      typeof value === 'string'
        ? unkeepableIn(value) !== undefined || saysNothing(value)
        : typeof value === 'object' &&
          value !== null &&
          Object.entries(value).some(([key, inner]) => bad(key) || bad(inner));
    fc.assert(fc.property(json, (value) => expect(textErrors(value).length > 0).toBe(bad(value))));
  });
});
