import { describe, expect, test } from 'vitest';
import { rowsOnScreen, scrollToShow } from './row-geometry';

const ROWS = { count: 100_000, rowPx: 40, topPx: 100 };

describe('rows on the screen', () => {
  test('at the top they begin with the first, below what stands above the list', () => {
    expect(rowsOnScreen(ROWS, { scrollPx: 0, heightPx: 500 }, 0)).toEqual({ first: 0, end: 10 });
  });

  test('a row that shows in part is on the screen', () => {
    expect(rowsOnScreen(ROWS, { scrollPx: 139, heightPx: 42 }, 0)).toEqual({ first: 0, end: 3 });
  });

  test('some more are kept ready on either side, within the list', () => {
    expect(rowsOnScreen(ROWS, { scrollPx: 2100, heightPx: 400 }, 10)).toEqual({ first: 40, end: 70 });
    expect(rowsOnScreen(ROWS, { scrollPx: 3_999_700, heightPx: 400 }, 10)).toEqual({ first: 99_980, end: 100_000 });
  });

  test('a list that is scrolled away has none', () => {
    expect(rowsOnScreen({ ...ROWS, count: 5 }, { scrollPx: 2000, heightPx: 400 }, 3)).toEqual({ first: 5, end: 5 });
    expect(rowsOnScreen({ ...ROWS, topPx: 5000 }, { scrollPx: 0, heightPx: 400 }, 3)).toEqual({ first: 0, end: 0 });
  });

  test('a screen that has no height yet has none', () => {
    expect(rowsOnScreen(ROWS, { scrollPx: 0, heightPx: 0 }, 10)).toEqual({ first: 0, end: 0 });
  });
});

describe('scrolling a row into view', () => {
  const cover = { abovePx: 36, belowPx: 8 };

  test('a row that is seen whole moves nothing', () => {
    expect(scrollToShow(3, ROWS, { scrollPx: 100, heightPx: 400 }, cover)).toBe(100);
  });

  test('a row below comes to the foot', () => {
    expect(scrollToShow(20, ROWS, { scrollPx: 100, heightPx: 400 }, cover)).toBe(100 + 21 * 40 + 8 - 400);
  });

  test('a row above comes to the top, below what sticks there', () => {
    expect(scrollToShow(20, ROWS, { scrollPx: 2000, heightPx: 400 }, cover)).toBe(100 + 20 * 40 - 36);
  });

  test('where the screen is too low for a row, its top is what shows', () => {
    expect(scrollToShow(20, ROWS, { scrollPx: 0, heightPx: 50 }, cover)).toBe(100 + 20 * 40 - 36);
  });
});
