// Splits a mono signal into lows, mids and highs, for the colours of a waveform.
import { flushed } from '../../src/domain/sound/filter-state';

/** Kick and bass lie below the first, voices and most instruments between, cymbals and consonants above the second. */
const CROSSOVERS_HZ = [200, 2000] as const;
/** One-pole stages: two for each of the four slopes, of which the first of a low-pass also makes the first of a high-pass. */
const STAGES = 6;

/** Energy of a stretch in each band: sums of squares. */
export interface BandEnergies {
  low: number;
  mid: number;
  high: number;
}

/**
 * Linkwitz–Riley crossovers of second order (each slope is a one-pole filter twice: 12 dB an octave, −6 dB at 200 Hz and 2 kHz), as cheap
 * as a filter can be that tells a kick from a cymbal. Bilinear one-poles (Zavalishin, The Art of VA Filter Design, 3.10): a high-pass made
 * of `1 − exp(−ω)` smoothers would lose 3 dB of a cymbal.
 */
export class ThreeBands {
  readonly #lowGain: number;
  readonly #highGain: number;
  readonly #states = new Float64Array(STAGES);

  constructor(sampleRateHz: number) {
    [this.#lowGain, this.#highGain] = CROSSOVERS_HZ.map((edgeHz) => onePoleGain(edgeHz, sampleRateHz)) as [number, number];
  }

  /** Writes the energies of samples that follow those of the last call: none where a sample is no number. */
  measure(mono: Float32Array, from: number, until: number, energies: BandEnergies): void {
    const [g, k, states] = [this.#lowGain, this.#highGain, this.#states];
    let a = states[0] as number, b = states[1] as number, c = states[2] as number, d = states[3] as number, e = states[4] as number, f = states[5] as number;
    let low = 0, mid = 0, high = 0;
    for (let i = from; i < until; i++) {
      const x = mono[i] as number;
      let step = g * (x - a);
      const lows = a + step;
      a = lows + step;
      step = g * (lows - b);
      const bass = b + step;
      b = bass + step;
      const above = x - lows;
      step = g * (above - c);
      const rest = above - c - step;
      c += 2 * step;
      step = k * (rest - d);
      const mids = d + step;
      d = mids + step;
      step = k * (mids - e);
      const body = e + step;
      e = body + step;
      const tops = rest - mids;
      step = k * (tops - f);
      const top = tops - f - step;
      f += 2 * step;
      low += bass * bass;
      mid += body * body;
      high += top * top;
    }
    states[0] = flushed(a);
    states[1] = flushed(b);
    states[2] = flushed(c);
    states[3] = flushed(d);
    states[4] = flushed(e);
    states[5] = flushed(f);
    const finite = Number.isFinite(low + mid + high);
    energies.low = finite ? low : 0;
    energies.mid = finite ? mid : 0;
    energies.high = finite ? high : 0;
  }
}

/** Below a rate of four times the edge the band above is empty; the filter stays stable. */
function onePoleGain(edgeHz: number, sampleRateHz: number): number {
  const warped = Math.tan(Math.PI * Math.min(edgeHz / sampleRateHz, 0.49));
  return warped / (1 + warped);
}
