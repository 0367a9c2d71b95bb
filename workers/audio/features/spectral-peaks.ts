// The tones of a spectrum, after essentia's SpectralPeaks.
import { SPECTRUM } from './spectra';

/** Where fundamentals and strong partials of music lie; quieter than −100 dBFS is no tone. */
const RANGE_HZ = [40, 5000] as const;
const LEAST_MAGNITUDE = 1e-5;
const MOST_PEAKS = 60;

export interface Peak {
  readonly frequencyHz: number;
  readonly magnitude: number;
}

/** The 60 strongest local maxima, refined by a parabola through three lines. @returns from low to high */
export function spectralPeaks(spectrum: Float32Array): Peak[] {
  const found: Peak[] = [];
  const last = Math.min(spectrum.length - 2, Math.ceil(RANGE_HZ[1] / SPECTRUM.lineHz) + 1);
  for (let k = 1; k <= last; k++) {
    const [before, at, after] = [spectrum[k - 1] as number, spectrum[k] as number, spectrum[k + 1] as number];
    if (at <= LEAST_MAGNITUDE || at <= before || at < after) continue;
    const shift = (0.5 * (before - after)) / (before - 2 * at + after);
    const frequencyHz = (k + shift) * SPECTRUM.lineHz;
    if (frequencyHz >= RANGE_HZ[0] && frequencyHz <= RANGE_HZ[1]) found.push({ frequencyHz, magnitude: at - 0.25 * (before - after) * shift });
  }
  if (found.length <= MOST_PEAKS) return found;
  return found.sort((a, b) => b.magnitude - a.magnitude).slice(0, MOST_PEAKS).sort((a, b) => a.frequencyHz - b.frequencyHz);
}
