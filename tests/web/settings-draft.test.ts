import {
  changesOf,
  draftOf,
  faultsOf,
  requestOf,
  type PlaceSettings,
  type SettingItem,
} from '../../src/web/pages/settings/draft';

const item = (pointer: string, value: number, least: number, most: number): SettingItem => ({
  ...{ pointer, value, least, most, name: pointer, title: pointer, unit: 'times', default: value, why: '' },
});
const settings: PlaceSettings = {
  version: 7,
  changed: null,
  items: [
    item('/limits/decide', 10, 1, 250),
    item('/limits/review-legality', 7, 7, 250),
    item('/trialMonths', 3, 1, 24),
  ],
};
const typed = (texts: Readonly<Record<string, string>>) => {
  const draft = draftOf(settings);
  return { ...draft, texts: { ...draft.texts, ...texts } };
};

describe('a draft of the settings', () => {
  it('changes nothing at first', () => {
    expect(faultsOf(settings.items, typed({}))).toEqual([]);
    expect(changesOf(settings.items, typed({}))).toEqual([]);
  });
  it.each([
    ['', 'notWhole'],
    ['1.5', 'notWhole'],
    ['７天', 'notWhole'],
    ['-8', 'tooSmall'],
    ['seven', 'notWhole'],
    ['6', 'tooSmall'],
    ['251', 'tooBig'],
  ])('with %j is faulty: %s', (text, fault) => {
    const found = faultsOf(settings.items, typed({ '/limits/review-legality': text }));
    expect(found.map((one) => [one.item.pointer, one.fault])).toEqual([['/limits/review-legality', fault]]);
  });
  it('is sent whole, over the version that was seen, with what it changes told apart', () => {
    const draft = typed({ '/limits/decide': ' １５ ', '/trialMonths': '03' });
    expect(changesOf(settings.items, draft).map(({ item: { pointer }, after }) => [pointer, after])).toEqual([
      ['/limits/decide', 15],
    ]);
    expect(requestOf(settings.items, draft)).toEqual({
      version: 7,
      limits: { decide: 15, 'review-legality': 7 },
      trialMonths: 3,
    });
  });
});
