import { expect, it } from 'vitest';
import { scoreBar, shownScore } from './score-bar';

it('begins at the left, valence in the middle', () => {
  expect(scoreBar('energy', 0.4)).toEqual({ from: 0, length: 0.4, middle: false });
  expect(scoreBar('valence', 0.4)).toEqual({ from: 0.5, length: 0.2, middle: true });
  expect(scoreBar('valence', -1)).toEqual({ from: 0, length: 0.5, middle: true });
});

it('shows that a real 0 is there', () => {
  expect(scoreBar('speechiness', 0).length).toBeGreaterThan(0);
  expect(scoreBar('valence', 0)).toMatchObject({ length: 0, middle: true });
});

it('writes no minus before 0', () => {
  expect([-0.004, 0.126, -0.5].map(shownScore)).toEqual([0, 0.13, -0.5]);
});
