import { describe, expect, it } from 'vitest';
import { formatAgo, formatBytes, formatDuration, formatSpan, regionalLocale } from './format';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('durations', () => {
  it('are minutes and seconds, with hours only where there are some', () => {
    expect([0, 187.9, 3729].map(formatDuration)).toEqual(['0:00', '3:07', '1:02:09']);
  });

  it('are a dash where unknown', () => {
    expect([null, NaN, Infinity].map(formatDuration)).toEqual(['–', '–', '–']);
  });
});

describe('spans', () => {
  it('name the two largest units', () => {
    expect([20, 60 * 46 + 20, 3600 * 2 + 60 * 5, 86_400 * 12 + 3600 * 6].map((s) => plain(formatSpan(s, 'en')))).toEqual(['20 sec', '46 min', '2 hr 5 min', '12 days 6 hr']);
  });

  it('are zero seconds at least', () => {
    expect(plain(formatSpan(0, 'en'))).toBe('0 sec');
  });
});

describe('bytes', () => {
  it('are decimal, with one digit while it says something', () => {
    expect([900, 3_400_000, 340_000_000].map((b) => plain(formatBytes(b, 'en')))).toEqual(['900 byte', '3.4 MB', '340 MB']);
  });

  it('are octets in French', () => {
    expect(plain(formatBytes(3_400_000, 'fr'))).toBe('3,4 Mo');
  });
});

describe('times past', () => {
  it('are told in the largest unit', () => {
    const hour = 3_600_000;
    expect([-30_000, -3 * hour, -26 * hour].map((ms) => formatAgo(ms, 0, 'en'))).toEqual(['30 seconds ago', '3 hours ago', 'yesterday']);
  });
});

describe('the region', () => {
  it('is that of the first locale of the language that the person reads', () => {
    expect(regionalLocale('en', ['fr-CH', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(regionalLocale('fr', ['fr-CH', 'en-GB', 'en-US'])).toBe('fr-CH');
  });

  it('is nobody else’s where they read no such locale', () => {
    expect(regionalLocale('fr', ['en-GB', 'frr-DE'])).toBe('fr');
  });
});
