import { expect, test } from 'vitest';
import { columnsLeftOut, fittingColumns, gridTemplate, LEAST_COLUMN_PX, widthOf, type Column } from './columns';

const fields = (columns: readonly Column[]) => columns.map((column) => column.field);

test('columns stand in one order, whatever order they were chosen in', () => {
  expect(fields(fittingColumns(['key', 'album', 'title'], {}, 2000, true))).toEqual(['title', 'album', 'key']);
});

test('columns without room are left out from the right, the title never', () => {
  expect(fields(fittingColumns(['album', 'durationS', 'key'], {}, 680, true))).toEqual(['title', 'album', 'durationS']);
  expect(fields(fittingColumns(['album'], {}, 100, true))).toEqual(['title']);
});

test('what was left out is known', () => {
  const wanted = ['album', 'durationS', 'key', 'mood'] as const;
  expect(columnsLeftOut(wanted, fittingColumns(wanted, {}, 680, true))).toEqual(['key', 'mood']);
  expect(columnsLeftOut(wanted, fittingColumns(wanted, {}, 2000, true))).toEqual([]);
});

test('a width that the person gave holds, within limits', () => {
  const [, album] = fittingColumns(['album'], { album: 300 }, 2000, true) as [Column, Column];
  expect(widthOf(album, { album: 300 })).toBe(300);
  expect(widthOf(album, { album: 1 })).toBe(LEAST_COLUMN_PX);
});

test('the title takes the room that is left', () => {
  expect(gridTemplate(fittingColumns(['album'], { album: 200 }, 2000, true), { album: 200 }, true)).toBe('44px 48px minmax(0,1fr) 200px 72px');
});

test('without covers there is room for more', () => {
  expect(fields(fittingColumns(['album', 'durationS', 'key'], {}, 700, false))).toEqual(['title', 'album', 'durationS', 'key']);
  expect(gridTemplate(fittingColumns([], {}, 2000, false), {}, false)).toBe('44px minmax(0,1fr) 72px');
});
