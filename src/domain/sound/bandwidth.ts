// How far up the spectrum of a recording reaches, and whether it was cut off: a "lossless" file made from a lossy one stops where its encoder did.
import type { Spectrum } from './mean-spectrum';

/** Lines are averaged over this much on each side, so that a single tone or a gap is no edge. */
const SMOOTHING_HZ = 100;
/** Per line of about 21.5 Hz: dithered 16 bits make −125 dBFS. */
const FLOOR_DBFS = -112;
const FLOOR_LINE_HZ = 21.5;
/** Encoders cut off at 11 kHz (64 kbit/s) to 20 kHz (320 kbit/s); below this a fall is the music's own. */
const LOWEST_EDGE_HZ = 4000;
/** Above it the filters of converters fall by themselves. */
const HIGHEST_EDGE = 0.9;
/** An edge: over `GAP_HZ` the level falls by this from the mean of what lies just below to the highest of all that lies above. */
const EDGE_DB = 20;
const BELOW_HZ = 500;
const GAP_HZ = 300;

export interface Bandwidth {
  /** Highest frequency with anything above the noise of 16 bits, Hz; null for silence. */
  readonly bandwidthHz: number | null;
  /** Where the spectrum is cut off below the upper end that the sample rate allows, Hz; null where it is not, or falls by itself. */
  readonly bandLimitedHz: number | null;
}

/** @param spectrum null where the recording is too short for one */
export function bandwidthOf(spectrum: Spectrum | null): Bandwidth {
  if (!spectrum) return { bandwidthHz: null, bandLimitedHz: null };
  const levels = smoothedDb(spectrum);
  const floorDbfs = FLOOR_DBFS + 10 * Math.log10(spectrum.lineHz / FLOOR_LINE_HZ);
  const last = levels.findLastIndex((level) => level > floorDbfs);
  if (last < 0) return { bandwidthHz: null, bandLimitedHz: null };
  const edge = edgeOf(levels, spectrum.lineHz, floorDbfs);
  return { bandwidthHz: Math.round((edge ?? last) * spectrum.lineHz), bandLimitedHz: edge === null ? null : Math.round(edge * spectrum.lineHz) };
}

/** The line of the steepest edge, or null where none is steep enough. */
function edgeOf(levels: Float64Array, lineHz: number, floorDbfs: number): number | null {
  const [below, gap] = [Math.round(BELOW_HZ / lineHz), Math.round(GAP_HZ / lineHz)];
  const highestFrom = suffixMaxima(levels);
  let [best, bestDrop] = [-1, EDGE_DB];
  for (let at = Math.round(LOWEST_EDGE_HZ / lineHz); at < (levels.length - 1) * HIGHEST_EDGE; at++) {
    const level = meanOf(levels, at - below, at);
    const drop = level - (highestFrom[at + gap] ?? Infinity);
    if (level > floorDbfs && drop > bestDrop) [best, bestDrop] = [at, drop];
  }
  if (best < 0) return null;
  const halfway = meanOf(levels, best - below, best) - bestDrop / 2;
  return levels.subarray(0, best + gap).findLastIndex((level) => level > halfway);
}

function smoothedDb({ powers, lineHz }: Spectrum): Float64Array {
  const reach = Math.round(SMOOTHING_HZ / lineHz);
  return powers.map((_, i) => 10 * Math.log10(meanOf(powers, Math.max(0, i - reach), Math.min(powers.length, i + reach + 1)) + 1e-20));
}

/** The highest value from each place on. */
function suffixMaxima(values: Float64Array): Float64Array {
  const maxima = values.slice();
  for (let i = maxima.length - 2; i >= 0; i--) maxima[i] = Math.max(maxima[i] as number, maxima[i + 1] as number);
  return maxima;
}

function meanOf(values: Float64Array, from: number, until: number): number {
  let sum = 0;
  for (let i = from; i < until; i++) sum += values[i] as number;
  return sum / (until - from);
}
