// Which stretches of a recording the analysis looks at, in frames of its own rate.
import { Resampler } from './resampler';

/** Samples of one MusiCNN patch (3.008 s) and the rate it wants. */
export const PATCH = { samples: 48128, rateHz: 16000, most: 16 } as const;
/** Tempo and key are read from the middle: beginnings and endings often have neither. */
const MIDDLE_S = 90;

export interface Stretch {
  readonly from: number;
  readonly frames: number;
}

/** The middle 90 s, or all of a shorter recording. */
export function middleStretch(durationS: number, rateHz: number): Stretch {
  const frames = Math.round(Math.min(MIDDLE_S, durationS) * rateHz);
  return { from: Math.max(0, Math.round((durationS * rateHz - frames) / 2)), frames };
}

/**
 * Evenly spaced patches over the whole recording, 16 where it is long enough for that many side by side:
 * 16 keep a cosine of 0.998 (median) to the mean over the whole track, and find as many of the same album's tracks as 24 do (mean average
 * precision on 100 game tracks: 4 .460, 8 .454, 12 .466, 16 .476, 24 .476). A recording shorter than one patch gives one.
 * @returns first samples at 16 kHz
 */
export function patchStarts(durationS: number): number[] {
  const total = Math.floor(durationS * PATCH.rateHz);
  const count = Math.min(PATCH.most, Math.max(1, Math.ceil(total / PATCH.samples)));
  const room = Math.max(0, total - PATCH.samples);
  return Array.from({ length: count }, (_, i) => Math.floor((room * (i + 0.5)) / count));
}

/** The stretch behind one patch, with what the resampler's filter looks at on both sides. */
export function patchStretch(start: number, rateHz: number, resampler: Resampler): Stretch {
  const from = Math.round((start * rateHz) / PATCH.rateHz);
  const frames = Math.ceil((PATCH.samples * rateHz) / PATCH.rateHz);
  return { from: from - resampler.margin, frames: frames + 2 * resampler.margin };
}

export function patchResampler(rateHz: number): Resampler {
  return new Resampler(rateHz, PATCH.rateHz, 24);
}
