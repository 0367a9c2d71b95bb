import { expect, test } from 'vitest';
import { deviceWords } from './device-name';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36';

test('a browser that gives hints is named by its brand, not by its engine or the made-up one', () => {
  const brands = [{ brand: 'Not)A;Brand' }, { brand: 'Chromium' }, { brand: 'Google Chrome' }];
  expect(deviceWords({ userAgent: CHROME, userAgentData: { platform: 'Android', brands } })).toEqual({ browser: 'Chrome', system: 'Android' });
  expect(deviceWords({ userAgent: CHROME, userAgentData: { platform: 'macOS', brands: [{ brand: 'Microsoft Edge' }] } })).toEqual({ browser: 'Edge', system: 'Mac' });
});

test('plain Chromium falls back to what its user agent says', () => {
  expect(deviceWords({ userAgent: CHROME, userAgentData: { platform: 'Linux', brands: [{ brand: 'Chromium' }, { brand: 'Not_A Brand' }] } })).toEqual({ browser: 'Chrome', system: 'Linux' });
});

test('browsers without hints are told by their user agent', () => {
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
  expect(deviceWords({ userAgent: iphone })).toEqual({ browser: 'Safari', system: 'iPhone' });
  expect(deviceWords({ userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0' })).toEqual({ browser: 'Firefox', system: 'Windows' });
});
