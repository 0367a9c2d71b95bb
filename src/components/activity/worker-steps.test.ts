import { expect, test } from 'vitest';
import { SOUND_STEPS, stepsOf } from './worker-steps';

test('what a worker has done of its file lies before the step that it is at', () => {
  expect(stepsOf({ step: 'loudness' })).toEqual(['done', 'done', 'now', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead']);
});

test.each(['setup', null] as const)('at %s no step has begun', (step) => {
  expect(stepsOf({ step })).toEqual(SOUND_STEPS.map(() => 'ahead'));
});
