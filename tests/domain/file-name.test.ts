import fc from 'fast-check';
import { keptName, longestName } from '../../src/domain/file-name';

test('a name over the limit keeps its ending and says that it was cut', () => {
  const kept = keptName(`${'关于开化街道赋权事项承接能力的说明'.repeat(20)}.pdf`);
  expect(kept).toMatch(/^关于开化街道.*说?…\.pdf$/u);
  expect(kept.length).toBeLessThanOrEqual(longestName);
});

test('given any name, then what is kept fits, cuts no character in two, has nothing of a path, and a short one stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.constantFrom('', '.pdf', '.docx'), (name, end) => {
      const kept = keptName(name + end);
      expect(kept.length).toBeGreaterThan(0);
      expect(kept.length).toBeLessThanOrEqual(longestName);
      expect(kept).not.toMatch(/[\p{Cc}/\\\p{Cs}]/u);
      expect(kept.endsWith(end)).toBe(true);
      if ((name + end).length <= longestName && !/[\p{Cc}/\\\u202A-\u202E\u2066-\u2069]/u.test(name))
        expect(kept).toBe(name + end || 'file');
    }),
  );
});

test('a name whose direction is turned, so that an ending reads as another, is kept without the turn', () => {
  expect(keptName('statement-\u202Efdp.exe')).toBe('statement-_fdp.exe');
});
