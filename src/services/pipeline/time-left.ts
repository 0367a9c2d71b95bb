// How long the rest of the analysis will take, and how sure that is.
import type { TimeLeft } from '../../domain/work/estimate';

/** A file that was analysed, with the time that its worker took. */
export interface HeardFile {
  readonly durationS: number;
  readonly tookS: number;
}

/** What waits. */
export interface WaitingFiles {
  readonly count: number;
  /** Lengths of some of them, seconds; may be empty. */
  readonly sampleS: readonly number[];
}

/** Fewer files say nothing of the spread. */
const LEAST_FILES = 3;
/** Eight of ten values of a normal distribution lie within so many standard deviations. */
const EIGHT_OF_TEN = 1.2816;
/** Another program, a warmer processor: what no sample of the past knows, as a part of the time. */
const UNKNOWN = 0.08;

/**
 * Time in proportion to length: ratio estimator of work for a second of music (Cochran, Sampling Techniques, ch. 6), times
 * the mean length of those that wait; the errors of both, and what the files themselves will vary, add up as squares.
 * The bounds are those of a lognormal distribution, which is never below zero.
 * @param workers that go on at once @returns null while too little is known
 */
export function timeLeft(heard: readonly HeardFile[], waiting: WaitingFiles, workers: number): TimeLeft | null {
  if (waiting.count === 0) return { low: 0, likely: 0, high: 0 };
  const audioS = sum(heard.map((file) => file.durationS));
  if (heard.length < LEAST_FILES || workers <= 0 || audioS <= 0) return null;
  const lengths = waiting.sampleS.length > 0 ? waiting.sampleS : heard.map((file) => file.durationS);
  const meanS = sum(lengths) / lengths.length;
  if (meanS <= 0) return null;
  const perSecond = sum(heard.map((file) => file.tookS)) / audioS;
  const rest = Math.sqrt(sum(heard.map((file) => (file.tookS - perSecond * file.durationS) ** 2)) / (heard.length - 1));
  const ofRate = rest / (Math.sqrt(heard.length) * (audioS / heard.length) * perSecond);
  const ofLength = deviation(lengths, meanS) / (Math.sqrt(lengths.length) * meanS);
  const ofRest = rest / (Math.sqrt(waiting.count) * meanS * perSecond);
  const likely = (waiting.count * meanS * perSecond) / workers;
  return spread(likely, Math.hypot(ofRate, ofLength, ofRest, UNKNOWN));
}

/** Bounds around a likely value. @param error standard error as a part of it */
export function spread(likely: number, error: number): TimeLeft {
  const factor = Math.exp(EIGHT_OF_TEN * error);
  return { low: likely / factor, likely, high: likely * factor };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function deviation(values: readonly number[], mean: number): number {
  return values.length < 2 ? 0 : Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}
