import { expect, it } from 'vitest';
import { languageName, languageTag } from './language-codes';

it('languages of tags are named as browsers name them', () => {
  expect(['fra', 'fre', 'eng', 'ger', 'jpn', '???', undefined].map(languageTag)).toEqual(['fr', 'fr', 'en', 'de', 'ja', undefined, undefined]);
  expect([languageName('fre', 'en'), languageName('ger', 'fr'), languageName('qqq', 'en')]).toEqual(['French', 'allemand', 'qqq']);
});
