// Splits a mono signal into lows, mids and highs, for the colours of a waveform.

/** Kick and bass lie below the first, voices and most instruments between, cymbals and consonants above the second. */
const CROSSOVERS_HZ = [200, 2000] as const;
/** Flushed: arithmetic on denormal numbers is slow. */
const SILENT_STATE = 1e-20;
/** One-pole stages: two for each of the four slopes, of which the first of a low-pass also makes the first of a high-pass. */
const STAGES = 6;

/** Energy of a stretch in each band: sums of squares. */
export interface BandEnergies {
  low: number;
  mid: number;
  high: number;
}

/**
 * Linkwitz–Riley crossovers of second order (each slope is a one-pole filter twice: 12 dB an octave, −6 dB at 200 Hz and 2 kHz),
 * as cheap as a filter can be that tells a kick from a cymbal.
 */
export class ThreeBands {
  readonly #lowGain: number;
  readonly #highGain: number;
  readonly #states = new Float64Array(STAGES);

  constructor(sampleRateHz: number) {
    [this.#lowGain, this.#highGain] = CROSSOVERS_HZ.map((edgeHz) => 1 - Math.exp((-2 * Math.PI * edgeHz) / sampleRateHz)) as [number, number];
  }

  /** Adds the energies of samples that follow those of the last call. */
  add(mono: Float32Array, from: number, until: number, energies: BandEnergies): void {
    const [g, k, states] = [this.#lowGain, this.#highGain, this.#states];
    let [a, b, c, d, e, f] = states as unknown as [number, number, number, number, number, number];
    let low = 0, mid = 0, high = 0;
    for (let i = from; i < until; i++) {
      const x = mono[i] as number;
      a += g * (x - a);
      b += g * (a - b);
      const above = x - a;
      c += g * (above - c);
      const rest = above - c;
      d += k * (rest - d);
      e += k * (d - e);
      const top = rest - d;
      f += k * (top - f);
      low += b * b;
      mid += e * e;
      high += (top - f) * (top - f);
    }
    [a, b, c, d, e, f].forEach((state, i) => {
      states[i] = Math.abs(state) >= SILENT_STATE && Number.isFinite(state) ? state : 0;
    });
    if (!Number.isFinite(low + mid + high)) return;
    energies.low += low;
    energies.mid += mid;
    energies.high += high;
  }
}
