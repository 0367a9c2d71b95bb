// What decoding keeps of a made mono signal, for tests of what comes after decoding.
import { Excerpt } from '../excerpt';
import type { Measured } from '../measure';
import { MiddleExcerpt } from '../middle-excerpt';
import { Meters } from '../meters';
import { middleStretch, patchResampler, patchStarts, patchStretch } from '../plan';

export type Heard = Pick<Measured, 'durationS' | 'rateHz' | 'meters' | 'middle' | 'middleHz' | 'patches' | 'resampler'>;

export function heard(signal: Float32Array, rateHz: number): Heard {
  const durationS = signal.length / rateHz;
  const [meters, resampler, middle] = [new Meters(rateHz, 1), patchResampler(rateHz), new MiddleExcerpt(middleStretch(durationS, rateHz), rateHz)];
  const patches = patchStarts(durationS).map((start) => patchStretch(start, rateHz, resampler)).map(({ from, frames }) => new Excerpt(from, frames));
  meters.lane().add([signal], signal, signal.length, 0);
  for (const excerpt of [middle, ...patches]) excerpt.add(signal, signal.length, 0);
  return { durationS, rateHz, meters, resampler, middle: middle.samples(), middleHz: middle.rateHz, patches: patches.map(({ samples }) => samples) };
}
