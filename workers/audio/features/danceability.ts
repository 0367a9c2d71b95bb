// How danceable music is: how its level keeps its course over times from a beat to a phrase (Streich & Herrera 2005), as essentia's Danceability.

/** The level is the standard deviation of stretches this long. */
const STRETCH_S = 0.01;
/** Windows of the detrended fluctuation analysis: from the first to the second, each a tenth longer. */
const [SHORTEST_S, LONGEST_S, GROWTH] = [0.31, 8.8, 1.1];
/** A window moves on by this part of itself. */
const HOPS = 50;
/** What Streich & Herrera add to the length of a window before they take its logarithm. */
const OFFSET = 3;
/** A course that leaves its trend by less never changes, but for rounding. */
const LEAST_FLUCTUATION = 1e-10;

/** In stretches. */
const WINDOWS = windowsBetween(SHORTEST_S / STRETCH_S, LONGEST_S / STRETCH_S);

/**
 * The inverse of the mean exponent by which the fluctuation grows with the window. By running sums each window takes the same few
 * steps whatever its length (measured: 6 ms for 90 s, essentia 150).
 * @param samples mono
 * @returns 0 to about 3, more for tones without rhythm; null where the level never changes, and for less than half a second
 */
export function danceabilityOf(samples: Float32Array, rateHz: number): number | null {
  const course = new Course(levelsOf(samples, Math.floor(STRETCH_S * rateHz)));
  const windows = WINDOWS.filter((window) => window < course.length);
  const fluctuations = windows.map((window) => course.fluctuation(window));
  const exponents = windows.slice(1).map((window, i) =>
    Math.log((fluctuations[i + 1] as number) / (fluctuations[i] as number)) / Math.log((window + OFFSET) / ((windows[i] as number) + OFFSET)));
  if (exponents.length === 0 || !fluctuations.every((fluctuation) => fluctuation > LEAST_FLUCTUATION)) return null;
  const mean = exponents.reduce((sum, exponent) => sum + exponent, 0) / exponents.length;
  return mean > 0 && Number.isFinite(mean) ? 1 / mean : null;
}

function windowsBetween(shortest: number, longest: number): readonly number[] {
  const windows: number[] = [];
  for (let window = shortest; window <= longest; window *= GROWTH) windows.push(Math.floor(window));
  return windows;
}

function levelsOf(samples: Float32Array, stretch: number): Float64Array {
  return Float64Array.from({ length: Math.floor(samples.length / stretch) }, (_, i) => deviationOf(samples, i * stretch, (i + 1) * stretch));
}

function deviationOf(samples: Float32Array, from: number, until: number): number {
  let sum = 0, squares = 0;
  for (let i = from; i < until; i++) {
    const x = samples[i] as number;
    sum += x;
    squares += x * x;
  }
  const mean = sum / (until - from);
  return Math.sqrt(Math.max(0, squares / (until - from) - mean * mean));
}

/** Sum of the levels up to each stretch, less their mean: what it leaves of a straight line in a window is the fluctuation. */
class Course {
  readonly length: number;
  /** Running sums of its values, of their squares, and of each value times its place. */
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #moments: Float64Array;

  constructor(levels: Float64Array) {
    this.length = levels.length;
    [this.#sums, this.#squares, this.#moments] = [new Float64Array(this.length + 1), new Float64Array(this.length + 1), new Float64Array(this.length + 1)];
    const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
    let value = 0;
    levels.forEach((level, i) => {
      value += level - mean;
      this.#sums[i + 1] = (this.#sums[i] as number) + value;
      this.#squares[i + 1] = (this.#squares[i] as number) + value * value;
      this.#moments[i + 1] = (this.#moments[i] as number) + i * value;
    });
  }

  /** Root of the mean residual over all places of a window. */
  fluctuation(window: number): number {
    const hop = Math.max(1, Math.floor(window / HOPS));
    let sum = 0;
    for (let from = 0; from < this.length - window; from += hop) sum += this.#residual(from, window);
    // As essentia counts the places: a fraction where they do not fill the length.
    return Math.sqrt(sum / ((this.length - window) / hop));
  }

  /** Mean square of what a least-squares line leaves. */
  #residual(from: number, window: number): number {
    const until = from + window;
    const sum = (this.#sums[until] as number) - (this.#sums[from] as number);
    const squares = (this.#squares[until] as number) - (this.#squares[from] as number);
    const moment = (this.#moments[until] as number) - (this.#moments[from] as number) - (from + (window - 1) / 2) * sum;
    const placeSquares = (window * (window * window - 1)) / 12;
    return Math.max(0, squares - (sum * sum) / window - (moment * moment) / placeSquares) / window;
  }
}
