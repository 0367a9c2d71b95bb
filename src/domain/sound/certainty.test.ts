import { expect, it } from 'vitest';
import { certaintyOf, tempoDecimals, toldConfidence } from './certainty';

it('says sure, likely and unsure', () => {
  expect([1, 0.7, 0.69, 0.4, 0.39, 0].map(certaintyOf)).toEqual(['sure', 'sure', 'likely', 'likely', 'unsure', 'unsure']);
});

it('tells no confidence as certainty', () => {
  expect([1, 0.997, 0.93, 0].map(toldConfidence)).toEqual([0.99, 0.99, 0.93, 0]);
});

it('gives a decimal to a sure tempo alone', () => {
  expect([0.9, 0.5].map((confidence) => tempoDecimals({ confidence }))).toEqual([1, 0]);
});
