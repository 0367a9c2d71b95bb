import { expect, it } from 'vitest';
import { firstValuesFirst } from './asf-order';

const order = (...ids: string[]) => firstValuesFirst(ids.map((id, i) => ({ id, i }))).map(({ id, i }) => `${id} ${i}`);

it('the first values of WMA tags come before those of the header’s extension', () => {
  expect(order('Author', 'WM/Genre', 'Title', 'Author', 'WM/Genre')).toEqual(['Title 2', 'Author 3', 'WM/Genre 4', 'Author 0', 'WM/Genre 1']);
  expect(order('WM/Genre', 'Author', 'WM/Genre')).toEqual(['Author 1', 'WM/Genre 2', 'WM/Genre 0']);
});

it('tags that stand in order stay', () => {
  expect(order('Title', 'Author', 'WM/Genre', 'Author')).toEqual(['Title 0', 'Author 1', 'WM/Genre 2', 'Author 3']);
  expect(order('WM/Genre', 'WM/Year')).toEqual(['WM/Genre 0', 'WM/Year 1']);
});
