// What decoding keeps of a made mono signal, for tests of what comes after decoding.
import { Excerpt } from '../excerpt';
import type { Measured } from '../measure';
import { Meters } from '../meters';
import { middleStretch, patchResampler, patchStarts, patchStretch } from '../plan';

export type Heard = Pick<Measured, 'durationS' | 'rateHz' | 'meters' | 'middle' | 'patches' | 'resampler'>;

export function heard(signal: Float32Array, rateHz: number): Heard {
  const durationS = signal.length / rateHz;
  const [meters, resampler, middle] = [new Meters(rateHz, 1), patchResampler(rateHz), middleStretch(durationS, rateHz)];
  const stretches = [middle, ...patchStarts(durationS).map((start) => patchStretch(start, rateHz, resampler))];
  const [kept, ...patches] = stretches.map(({ from, frames }) => new Excerpt(from, frames));
  meters.lane().add([signal], signal.length, 0);
  for (const excerpt of [kept, ...patches]) excerpt?.add([signal], signal.length, 0);
  return { durationS, rateHz, meters, resampler, middle: kept?.samples ?? new Float32Array(0), patches: patches.map(({ samples }) => samples) };
}
