import { languageOf } from '../../src/api/http/language';

describe('the reader’s language', () => {
  test.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['*', 'zh'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['fr,en;q=0.8,zh;q=0.5', 'en'],
    ['fr', 'zh'],
    ['en;q=0', 'zh'],
    ['zh;q=0.1,en;q=0.2', 'en'],
    ['EN-us', 'en'],
  ])('%s is read in %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
