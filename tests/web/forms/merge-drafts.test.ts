import fc from 'fast-check';
import { mergeDrafts } from '../../../src/web/forms/merge-drafts';

const file = (id: string) => ({ id, name: `${id}.pdf` });

describe('two tabs write one draft', () => {
  const base = { form: { premises: '', support: '', officers: ['a'] }, comment: '', evidence: [file('1'), file('2')] };

  it('given different fields, when they are merged, then both are there', () => {
    const mine = { ...base, form: { ...base.form, premises: '三楼' } };
    const theirs = { ...base, form: { ...base.form, support: '两台' }, comment: '请看附件' };
    expect(mergeDrafts(base, mine, theirs)).toEqual({
      value: { ...base, form: { ...base.form, premises: '三楼', support: '两台' }, comment: '请看附件' },
      clashes: [],
    });
  });

  it('given one field written differently in both, when they are merged, then this tab keeps its own and the field is named', () => {
    const mine = { ...base, form: { ...base.form, premises: '三楼' } };
    const theirs = { ...base, form: { ...base.form, premises: '五楼', 'a/b': 1 } };
    expect(mergeDrafts(base, mine, theirs)).toEqual({
      value: { ...base, form: { ...base.form, premises: '三楼', 'a/b': 1 } },
      clashes: ['/form/premises'],
    });
  });

  it('given files attached and taken away in both, when they are merged, then each act counts', () => {
    const mine = { ...base, evidence: [file('2'), file('3')] };
    const theirs = { ...base, evidence: [file('1'), file('4')] };
    expect(mergeDrafts(base, mine, theirs).value).toEqual({ ...base, evidence: [file('3'), file('4')] });
  });

  it('given a field emptied in the other tab, when they are merged, then it is empty here too', () => {
    const { comment, ...withoutComment } = base;
    expect(comment).toBe('');
    expect(mergeDrafts(base, base, withoutComment)).toEqual({ value: withoutComment, clashes: [] });
  });

  const draft = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.oneof(fc.string(), fc.dictionary(fc.constantFrom('x', 'y'), fc.string())),
  );

  it('whatever the other tab wrote, what only this one changed stays as it was typed', () => {
    fc.assert(
      fc.property(draft, draft, (before, mine) => {
        expect(mergeDrafts(before, mine, before)).toEqual({ value: mine, clashes: [] });
        expect(mergeDrafts(before, before, mine)).toEqual({ value: mine, clashes: [] });
        expect(mergeDrafts(before, mine, mine)).toEqual({ value: mine, clashes: [] });
      }),
    );
  });

  it('every text of this tab is in the merged draft, unless it was there before', () => {
    const flat = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.string());
    fc.assert(
      fc.property(flat, flat, flat, (before, mine, theirs) => {
        const { value } = mergeDrafts(before, mine, theirs);
        for (const [key, text] of Object.entries(mine))
          if (text !== before[key]) expect(value).toMatchObject({ [key]: text });
      }),
    );
  });
});
