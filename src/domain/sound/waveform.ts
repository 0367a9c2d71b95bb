// The shape of a recording, small enough to be kept with it: peaks of equal slices, and how strong lows, mids and highs are in each.

/** Rows of version 1 of the analyse stage have 400. */
export const WAVEFORM_POINTS = 1000;
/** Of one step of a band's level. */
const STEP_DB = 0.375;
const TOP = 255;

export interface BandPowers {
  readonly low: Float64Array;
  readonly mid: Float64Array;
  readonly high: Float64Array;
}

export interface BandLevels {
  readonly low: Float32Array;
  readonly mid: Float32Array;
  readonly high: Float32Array;
}

/**
 * One byte a band and point, all of the lows first, then the mids and the highs: 0 for less than −95.3 dBFS, else RMS level
 * = (value − 255) × 0.375 dB. With the peaks that makes 4,000 bytes a track.
 * @param powers mean square of each slice in each band
 */
export function packBandLevels({ low, mid, high }: BandPowers): Uint8Array {
  return Uint8Array.from([...low, ...mid, ...high], (power) => {
    const value = TOP + Math.round((10 * Math.log10(power)) / STEP_DB);
    return value >= 1 ? Math.min(TOP, value) : 0;
  });
}

/** RMS of each slice in each band, linear, 1 for a square wave of full scale; all empty where the bytes are none of ours. */
export function unpackBandLevels(bytes: Uint8Array): BandLevels {
  const count = bytes.length % 3 === 0 ? bytes.length / 3 : 0;
  const band = (i: number): Float32Array => Float32Array.from(bytes.subarray(i * count, (i + 1) * count), (value) => (value === 0 ? 0 : 10 ** (((value - TOP) * STEP_DB) / 20)));
  return { low: band(0), mid: band(1), high: band(2) };
}

/**
 * The peak of each of `count` equal slices, from a waveform of any number of points.
 * @param waveform 0–255, linear, 255 for full scale
 * @returns as in the waveform
 */
export function peaksAt(waveform: Uint8Array, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * waveform.length) / count);
    const until = Math.max(from + 1, Math.floor(((i + 1) * waveform.length) / count));
    return waveform.subarray(from, until).reduce((most, peak) => Math.max(most, peak), 0);
  });
}
