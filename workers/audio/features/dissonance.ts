// The roughness of tones that sound together (Plomp & Levelt 1965), after essentia's Dissonance.
import type { Peak } from './spectral-peaks';

/** In critical bands: further apart than this, two tones are smooth. */
const REACH = 1.18;
/** Tones outside are not rough. */
const RANGE_HZ = [50, 10000] as const;
/** Consonance of two tones by their distance in critical bands: a fit to Plomp & Levelt's curve, highest power first. */
const CONSONANCE = [-6.58977878, 28.58224226, -47.36739986, 35.70679761, -10.36526344, 1.00026609] as const;

/** @param peaks from low to high @returns 0 (smooth) to 0.5 (each tone as rough as it is loud) */
export function dissonance(peaks: readonly Peak[]): number {
  const loudness = peaks.map(({ frequencyHz, magnitude }) => aWeight(frequencyHz) * magnitude);
  const total = loudness.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0;
  const barks = peaks.map(({ frequencyHz }) => barkOf(frequencyHz));
  const roughness = new Float64Array(peaks.length);
  const within = peaks.map(({ frequencyHz }) => frequencyHz >= RANGE_HZ[0] && frequencyHz < RANGE_HZ[1]);
  for (let low = 0; low < peaks.length; low++) {
    const band = criticalBandHz(barks[low] as number);
    for (let high = low + 1; high < peaks.length && (barks[high] as number) - (barks[low] as number) < REACH; high++) {
      if (!within[low] || !within[high]) continue;
      const distance = ((peaks[high] as Peak).frequencyHz - (peaks[low] as Peak).frequencyHz) / Math.min(band, criticalBandHz(barks[high] as number));
      const both = (roughnessAt(distance) * ((loudness[low] as number) + (loudness[high] as number))) / total;
      roughness[low] = (roughness[low] as number) + both;
      roughness[high] = (roughness[high] as number) + both;
    }
  }
  // No tone is rougher than it is loud.
  return roughness.reduce((sum, rough, i) => sum + Math.min(rough, (loudness[i] as number) / total), 0) / 2;
}

function roughnessAt(distance: number): number {
  if (distance > REACH) return 0;
  const consonance = CONSONANCE.reduce((sum, coefficient) => sum * distance + coefficient, 0);
  return 1 - Math.min(1, Math.max(0, consonance));
}

/** Traunmüller 1990. */
function barkOf(hz: number): number {
  const bark = (26.81 * hz) / (1960 + hz) - 0.53;
  if (bark < 2) return bark + 0.15 * (2 - bark);
  return bark > 20.1 ? bark + 0.22 * (bark - 20.1) : bark;
}

/** Traunmüller 1990. */
function criticalBandHz(bark: number): number {
  return 52548 / (bark * bark - 52.56 * bark + 690.39);
}

/** A-weighting of power (IEC 61672). */
function aWeight(hz: number): number {
  const square = hz * hz;
  const gain = (12194 ** 2 * square * square)
    / ((square + 20.6 ** 2) * Math.sqrt((square + 107.7 ** 2) * (square + 737.9 ** 2)) * (square + 12194 ** 2));
  return (gain * 10 ** (2 / 20)) ** 2;
}
