import { expect, test } from 'vitest';
import { partialDate } from './partial-date';

test.each([
  ['1999', 'en', '1999'], ['1999-03', 'en', 'March 1999'], ['1999-03-08', 'en', 'March 8, 1999'], ['1999-03-08', 'fr', '8 mars 1999'],
  ['1999-13', 'en', '1999-13'], ['1999-02-31', 'en', '1999-02-31'], ['soon', 'en', 'soon'],
])('“%s” in %s is “%s”', (date, locale, words) => {
  expect(partialDate(date, locale)).toBe(words);
});
