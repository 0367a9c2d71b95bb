import { expect, test } from 'vitest';
import type { Brake } from './pace';
import { standstillOf, workWord, type ToldWork } from './work-word';

const atRest: ToldWork = { phase: 'idle', waiting: 0, outOfReach: [], pace: { workers: 2, brakes: [] }, inHand: [], scanning: [] };
const running: ToldWork = { ...atRest, phase: 'running', waiting: 9 };
const heldBack = (...brakes: Brake[]) => ({ ...running, pace: { ...running.pace, workers: 0, brakes } });

test('work is running, paused, or at its end', () => {
  expect(workWord(running)).toBe('running');
  expect(workWord({ ...running, phase: 'paused' })).toBe('paused');
  expect(workWord(atRest)).toBe('idle');
});

test('at rest with files that wait it was stopped, and with a folder that is away it is not done', () => {
  expect(workWord({ ...atRest, waiting: 1 })).toBe('waiting');
  expect(workWord({ ...atRest, outOfReach: ['a stick'] })).toBe('away');
});

test('where no worker may run it waits for power, or gives way to the music, whichever weighs more', () => {
  expect(workWord(heldBack('charger', 'battery'))).toBe('power');
  expect(workWord(heldBack('charger', 'music'))).toBe('power');
  expect(workWord(heldBack('music', 'person'))).toBe('music');
});

test('a pause by the person outweighs what holds it back', () => {
  expect(workWord({ ...heldBack('charger'), phase: 'paused' })).toBe('paused');
});

test('it goes on while folders are scanned and while the last file is finished', () => {
  expect(workWord({ ...heldBack('charger'), scanning: ['a folder'] })).toBe('running');
  expect(workWord({ ...heldBack('music'), inHand: ['a.mp3'] })).toBe('running');
});

test('fewer workers are work all the same', () => {
  expect(workWord({ ...running, pace: { ...running.pace, workers: 1, brakes: ['music'] } })).toBe('running');
});

test('it stands still where it could go on, not where it works or is done', () => {
  expect((['waiting', 'paused', 'power', 'music'] as const).map(standstillOf)).toEqual(['waiting', 'paused', 'power', 'music']);
  expect((['running', 'idle', 'away'] as const).map(standstillOf)).toEqual([null, null, null]);
});
