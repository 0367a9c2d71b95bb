// The onsets of a recording as one curve, and how strongly they repeat at a tempo.

/** About 172 values a second at 11,025 Hz: fine enough for 16th notes at 300 BPM. */
const HOP = 64;
/** Edges between bands, Hz: kick and bass, body, cymbals. Each band's rises count alike. */
const BAND_EDGES_HZ = [200, 1600];
/** Log compression, so that soft onsets count beside loud ones. */
const COMPRESSION = 1000;
/** Rises are taken against the mean of this much time around them. */
const LOCAL_MEAN_S = 1;
const HARMONICS = 4;

export interface OnsetCurve {
  readonly values: Float32Array;
  readonly rateHz: number;
}

/** Half-wave rectified rises of log energy in three bands, summed. */
export function onsetCurve(samples: Float32Array, sampleRateHz: number): OnsetCurve {
  const count = Math.floor(samples.length / HOP);
  const values = new Float32Array(count);
  for (const energies of bandEnergies(samples, sampleRateHz, count)) addRises(values, energies);
  const rateHz = sampleRateHz / HOP;
  return { values: withoutLocalMean(values, Math.round(LOCAL_MEAN_S * rateHz)), rateHz };
}

/**
 * The tempo between two bounds at which the curve and its first harmonics repeat most strongly,
 * from its Fourier transform at as many tempos as the length of the curve can tell apart.
 * @returns null for a curve without onsets
 */
export function strongestTempo({ values, rateHz }: OnsetCurve, fromBpm: number, toBpm: number): number | null {
  const seconds = values.length / rateHz;
  const stepBpm = 60 / (seconds * HARMONICS * 3);
  const count = Math.ceil((toBpm - fromBpm) / stepBpm) + 1;
  const strengths = Float64Array.from({ length: count }, (_, i) => periodicity(values, (fromBpm + i * stepBpm) / 60 / rateHz));
  const best = strengths.reduce((top, value, i) => (value > (strengths[top] as number) ? i : top), 0);
  if (!((strengths[best] as number) > 0)) return null;
  return fromBpm + (best + parabolaTop(strengths, best)) * stepBpm;
}

/** Sum of the magnitudes at a frequency and its harmonics; @param frequency in cycles per value */
function periodicity(values: Float32Array, frequency: number): number {
  let sum = 0;
  for (let harmonic = 1; harmonic <= HARMONICS; harmonic++) sum += magnitude(values, frequency * harmonic);
  return sum;
}

/** One Fourier coefficient by Goertzel's recurrence. */
function magnitude(values: Float32Array, frequency: number): number {
  const coefficient = 2 * Math.cos(2 * Math.PI * frequency);
  let [s1, s2] = [0, 0];
  for (const value of values) {
    const s0 = value + coefficient * s1 - s2;
    s2 = s1;
    s1 = s0;
  }
  return Math.sqrt(Math.max(0, s1 * s1 + s2 * s2 - coefficient * s1 * s2));
}

function parabolaTop(values: Float64Array, peak: number): number {
  const [before, at, after] = [values[peak - 1], values[peak] as number, values[peak + 1]];
  if (before === undefined || after === undefined) return 0;
  const curvature = before - 2 * at + after;
  return curvature >= 0 ? 0 : (before - after) / (2 * curvature);
}

/** Energy per hop of what lies below, between and above the edges (one-pole filters: their slopes only need to tell bands apart). */
function bandEnergies(samples: Float32Array, sampleRateHz: number, count: number): Float32Array[] {
  const [lowGain, midGain] = BAND_EDGES_HZ.map((edgeHz) => 1 - Math.exp((-2 * Math.PI * edgeHz) / sampleRateHz)) as [number, number];
  const bands = [new Float32Array(count), new Float32Array(count), new Float32Array(count)] as const;
  let low = 0, mid = 0;
  for (let hop = 0; hop < count; hop++) {
    let lows = 0, mids = 0, highs = 0;
    for (let i = hop * HOP; i < (hop + 1) * HOP; i++) {
      const x = samples[i] as number;
      low += lowGain * (x - low);
      mid += midGain * (x - mid);
      lows += low * low;
      mids += (mid - low) * (mid - low);
      highs += (x - mid) * (x - mid);
    }
    bands[0][hop] = lows;
    bands[1][hop] = mids;
    bands[2][hop] = highs;
  }
  return [...bands];
}

function addRises(values: Float32Array, energies: Float32Array): void {
  const loudest = energies.reduce((most, energy) => Math.max(most, energy), 0);
  if (loudest === 0) return;
  let before = 0;
  energies.forEach((energy, i) => {
    const level = Math.log1p((COMPRESSION * energy) / loudest);
    if (i > 0 && level > before) values[i] = (values[i] as number) + level - before;
    before = level;
  });
}

function withoutLocalMean(values: Float32Array, reach: number): Float32Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, i) => {
    sums[i + 1] = (sums[i] as number) + value;
  });
  return values.map((value, i) => {
    const from = Math.max(0, i - reach);
    const until = Math.min(values.length, i + reach + 1);
    return value - ((sums[until] as number) - (sums[from] as number)) / (until - from);
  });
}
