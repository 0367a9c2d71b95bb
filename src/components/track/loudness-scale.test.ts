import { expect, it } from 'vitest';
import { loudnessPlace, loudnessWord } from './loudness-scale';

it('places −40 LUFS at the start and 0 at the end, and nothing beyond', () => {
  expect([-60, -40, -10, 0, 3].map(loudnessPlace)).toEqual([0, 0, 0.75, 1, 1]);
});

it('calls a modern master loud, a string quartet quiet', () => {
  expect([-8, -14, -24].map(loudnessWord)).toEqual(['loud', 'medium', 'quiet']);
});
