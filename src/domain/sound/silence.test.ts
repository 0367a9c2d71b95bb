import { expect, test } from 'vitest';
import { isSilent } from './silence';

test('a recording is silent where its peak is none, or below what anybody hears', () => {
  expect([null, -90, -70].map((samplePeakDbfs) => isSilent({ samplePeakDbfs }))).toEqual([true, true, true]);
  expect([-69, -20, 0.4].map((samplePeakDbfs) => isSilent({ samplePeakDbfs }))).toEqual([false, false, false]);
});
