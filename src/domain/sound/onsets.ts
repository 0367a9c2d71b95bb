// The onsets of a recording as one curve, and how strongly they repeat at a tempo.

/** Log compression, so that soft onsets count beside loud ones. */
const COMPRESSION = 1000;
/** Rises are taken against the mean of this much time on either side of them. */
const LOCAL_MEAN_S = 1;
/** Of a tempo, the first included: as many as `periodicity` takes at once. */
const HARMONICS = 4;
/** A finer tempo than two minutes tell means nothing where players drift, and its search grows with the square of the time. */
const FINE_S = 120;

/** Energy of bands from low to high, per hop. */
export interface BandCurve {
  readonly bands: readonly Float32Array[];
  readonly rateHz: number;
}

export interface OnsetCurve {
  readonly values: Float32Array;
  readonly rateHz: number;
}

export function lowBand({ bands, rateHz }: BandCurve): BandCurve {
  return { bands: bands.slice(0, 1), rateHz };
}

/** Half-wave rectified rises of log energy, summed over the bands, each against its loudest moment (after Klapuri, 1999), less the local mean. */
export function onsetCurve({ bands, rateHz }: BandCurve): OnsetCurve {
  const values = new Float32Array(bands[0]?.length ?? 0);
  for (const energies of bands) addRises(values, energies);
  takeLocalMean(values, Math.round(LOCAL_MEAN_S * rateHz));
  return { values, rateHz };
}

/**
 * The tempo between two bounds at which the middle two minutes of the curve and their first harmonics repeat most strongly,
 * from their Fourier transform at as many tempos as that length can tell apart.
 * @returns null for a curve without onsets
 */
export function strongestTempo(curve: OnsetCurve, fromBpm: number, toBpm: number): number | null {
  const { values, rateHz } = middleOf(curve, FINE_S);
  const seconds = values.length / rateHz;
  const stepBpm = 60 / (seconds * HARMONICS * 3);
  const count = Math.ceil((toBpm - fromBpm) / stepBpm) + 1;
  const strengths = Float64Array.from({ length: count }, (_, i) => periodicity(values, (fromBpm + i * stepBpm) / 60 / rateHz));
  const best = strengths.reduce((top, value, i) => (value > (strengths[top] as number) ? i : top), 0);
  if (!((strengths[best] as number) > 0)) return null;
  return fromBpm + (best + parabolaTop(strengths, best)) * stepBpm;
}

function middleOf({ values, rateHz }: OnsetCurve, seconds: number): OnsetCurve {
  const most = Math.floor(seconds * rateHz);
  const from = Math.max(0, Math.floor((values.length - most) / 2));
  return { values: values.subarray(from, from + most), rateHz };
}

/**
 * Sum of the magnitudes at a frequency and its harmonics: Fourier coefficients by Goertzel's recurrence, all side by side, because each
 * value of one waits for the value before.
 * @param frequency in cycles per value
 */
function periodicity(values: Float32Array, frequency: number): number {
  const [a, b, c, d] = [1, 2, 3, 4].map((harmonic) => 2 * Math.cos(2 * Math.PI * frequency * harmonic)) as [number, number, number, number];
  let a1 = 0, a2 = 0, b1 = 0, b2 = 0, c1 = 0, c2 = 0, d1 = 0, d2 = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const a0 = value + a * a1 - a2, b0 = value + b * b1 - b2, c0 = value + c * c1 - c2, d0 = value + d * d1 - d2;
    a2 = a1;
    a1 = a0;
    b2 = b1;
    b1 = b0;
    c2 = c1;
    c1 = c0;
    d2 = d1;
    d1 = d0;
  }
  return magnitude(a, a1, a2) + magnitude(b, b1, b2) + magnitude(c, c1, c2) + magnitude(d, d1, d2);
}

/** Of a coefficient by the last two values of its recurrence. */
function magnitude(coefficient: number, s1: number, s2: number): number {
  return Math.sqrt(Math.max(0, s1 * s1 + s2 * s2 - coefficient * s1 * s2));
}

/** Where a parabola through a peak and its neighbours has its top, as a part of the step; 0 at an edge. */
export function parabolaTop(values: ArrayLike<number>, peak: number): number {
  const [before, at, after] = [values[peak - 1], values[peak] as number, values[peak + 1]];
  if (before === undefined || after === undefined) return 0;
  const curvature = before - 2 * at + after;
  return curvature >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * curvature)));
}

function addRises(values: Float32Array, energies: Float32Array): void {
  const loudest = loudestOf(energies);
  if (loudest === 0) return;
  let before = 0;
  for (let i = 0; i < energies.length; i++) {
    const level = Math.log1p((COMPRESSION * (energies[i] as number)) / loudest);
    if (i > 0 && level > before) values[i] = (values[i] as number) + level - before;
    before = level;
  }
}

/** In a loop, as all here that goes over a whole recording: `reduce` and `map` make an object of each number, which for hours are a million. */
export function loudestOf(energies: Float32Array): number {
  let loudest = 0;
  for (const energy of energies) if (energy > loudest) loudest = energy;
  return loudest;
}

/** In place, by a sum that takes a value in and lets one go. */
function takeLocalMean(values: Float32Array, reach: number): void {
  // What was there before it was changed; zeros before the first.
  const before = new Float32Array(reach + 1);
  let sum = 0;
  for (let i = 0; i < Math.min(reach, values.length); i++) sum += values[i] as number;
  for (let i = 0; i < values.length; i++) {
    sum += values[i + reach] ?? 0;
    sum -= before[i % before.length] as number;
    before[i % before.length] = values[i] as number;
    values[i] = (values[i] as number) - sum / (Math.min(values.length, i + reach + 1) - Math.max(0, i - reach));
  }
}
