import { expect, test } from 'vitest';
import { spanOf } from './time-left';

test.each([
  [{ low: 722, high: 1081 }, '12–18 min'],
  [{ low: 700, high: 730 }, '12 min'],
  [{ low: 12, high: 41 }, '10–40 sec'],
  [{ low: 1, high: 2 }, '5 sec'],
  [{ low: 0, high: 200 }, '1–3 min'],
  [{ low: 5400, high: 9000 }, '1.5–2.5 hr'],
  [{ low: 100_000, high: 190_000 }, '1–2 days'],
])('%o is told as %s', (left, words) => expect(spanOf(left, 'en')).toBe(words));

test('ends that come the wrong way round are one time', () => expect(spanOf({ low: 600, high: 300 }, 'en')).toBe('10 min'));

test('each language has its own marks', () => expect(spanOf({ low: 5400, high: 9000 }, 'fr').replace(/\s/g, ' ')).toBe('1,5–2,5 h'));
