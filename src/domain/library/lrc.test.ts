import { describe, expect, it } from 'vitest';
import { lineAt, parseLrc, plainLyrics } from './lrc';

describe('LRC', () => {
  it('reads times with hundredths, thousandths and none, several a line, in order', () => {
    expect(parseLrc('[ti:Song]\r\n[00:12.50]two\n[00:01][00:20.123]again\nno time')).toEqual([
      { atMs: 1000, text: 'again' }, { atMs: 12_500, text: 'two' }, { atMs: 20_123, text: 'again' },
    ]);
  });

  it('shows lines sooner by a positive offset, and drops times of words', () => {
    expect(parseLrc('[offset:+500]\n[00:01.00]<00:01.00>one <00:01.50>two')).toEqual([{ atMs: 500, text: 'one two' }]);
  });

  it('is none where no line has a time', () => {
    expect(parseLrc('just\n[Chorus]\nwords')).toBeNull();
  });

  it('as plain text has neither times nor what it says of itself', () => {
    expect(plainLyrics('[ar:Someone]\n[00:01.00]one\n\n[00:02.00]<00:02.00>two')).toBe('one\n\ntwo');
  });
});

it('the line that is sung is the last that has begun', () => {
  const lines = [{ atMs: 1000, text: 'a' }, { atMs: 2000, text: 'b' }, { atMs: 2000, text: 'c' }];
  expect([0, 1000, 1999, 2000, 9000].map((atMs) => lineAt(lines, atMs))).toEqual([-1, 0, 0, 2, 2]);
});
