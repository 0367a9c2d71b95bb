import { expect, test } from 'vitest';
import { countryName } from './country-name';

test.each([['DE', 'en', 'Germany'], ['DE', 'fr', 'Allemagne'], ['XG', 'en', 'XG'], ['Deutschland', 'en', 'Deutschland'], ['', 'en', '']])('“%s” in %s is “%s”', (code, locale, name) => {
  expect(countryName(code, locale)).toBe(name);
});
