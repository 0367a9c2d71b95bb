import { expect, it } from 'vitest';
import { bpmOfText } from './bpm-text';

it('reads tempos as people write them', () => {
  expect(['120', ' 98,5 ', '174.25 BPM', '20', '400'].map(bpmOfText)).toEqual([120, 98.5, 174.25, 20, 400]);
});

it('takes nothing that is no tempo', () => {
  expect(['', 'fast', '0', '19.9', '401', '1e3', '-120', '120-130'].map(bpmOfText)).toEqual(Array(8).fill(null));
});
