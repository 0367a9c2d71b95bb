// How well a file keeps its recording, as one number to compare and as words to show.
import type { Technical } from './track';

const MOST_BITS = 63;
const MOST_RATE = 8191;
const MOST_KBPS = 16_383;
/** The rates and depth of a compact disc: what lies above is called Hi-Res. */
const CD_BITS = 16;
const CD_RATES_HZ = [44_100, 48_000] as const;

/**
 * Lossless before lossy, then bit depth, sample rate (in steps of 100 Hz) and bitrate; greater is better, 0 is unknown.
 * Depth and rate of a lossy file say nothing of what was thrown away: there the bitrate alone counts.
 */
export function qualityOf(technical: Technical | null): number {
  if (!technical) return 0;
  const bitrate = Math.min(MOST_KBPS, Math.round(technical.bitrateKbps ?? 0));
  if (!technical.lossless) return bitrate;
  const bits = Math.min(MOST_BITS, technical.bitsPerSample ?? 0);
  const rate = Math.min(MOST_RATE, Math.round((technical.sampleRateHz ?? 0) / 100));
  return (((MOST_BITS + 1) + bits) * (MOST_RATE + 1) + rate) * (MOST_KBPS + 1) + bitrate;
}

/** Lossless with more than 16 bits, or a rate above those of a CD and of 48 kHz. */
export function isHiRes({ lossless, bitsPerSample, sampleRateHz }: Technical): boolean {
  return lossless === true && ((bitsPerSample ?? 0) > CD_BITS || (sampleRateHz ?? 0) > CD_RATES_HZ[1]);
}
