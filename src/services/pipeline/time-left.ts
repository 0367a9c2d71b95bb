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
/** Lengths that deviate by less of their mean say nothing of what a file takes whatever its length. */
const LEAST_SPREAD = 0.1;

/**
 * A file takes a time of its own (opening it, the networks' patches) and one in proportion to its length: regression estimator of
 * the time over the lengths (Cochran, Sampling Techniques, ch. 7), at the mean length of those that wait. The errors of the line, of
 * that length, and what the files themselves will vary, add up as squares. The bounds are those of a lognormal distribution, which
 * is never below zero.
 * @param workers that go on at once @returns null while too little is known
 */
export function timeLeft(heard: readonly HeardFile[], waiting: WaitingFiles, workers: number): TimeLeft | null {
  if (waiting.count === 0) return { low: 0, likely: 0, high: 0 };
  const audioS = sum(heard.map((file) => file.durationS));
  if (heard.length < LEAST_FILES || workers <= 0 || audioS <= 0) return null;
  const lengths = waiting.sampleS.length > 0 ? waiting.sampleS : heard.map((file) => file.durationS);
  const meanS = sum(lengths) / lengths.length;
  if (meanS <= 0) return null;
  const { ownS, perSecond, restS, errorAt } = lineThrough(heard);
  const eachS = ownS + perSecond * meanS;
  if (eachS <= 0) return null;
  const ofLine = errorAt(meanS) / eachS;
  const ofLength = (perSecond * deviation(lengths, meanS)) / (Math.sqrt(lengths.length) * eachS);
  const ofRest = restS / (Math.sqrt(waiting.count) * eachS);
  return spread((waiting.count * eachS) / workers, Math.hypot(ofLine, ofLength, ofRest, UNKNOWN));
}

/** Seconds that a file takes: `ownS` and `perSecond` of music. */
interface Line {
  readonly ownS: number;
  readonly perSecond: number;
  /** What files differ from it by, as a standard deviation. */
  readonly restS: number;
  /** Standard error of the line at a length. */
  readonly errorAt: (durationS: number) => number;
}

/** Least squares; neither part is below zero. Files of one length do not tell the parts apart: then all goes by length. */
function lineThrough(heard: readonly HeardFile[]): Line {
  const count = heard.length;
  const [meanS, tookS] = [sum(heard.map((file) => file.durationS)) / count, sum(heard.map((file) => file.tookS)) / count];
  const apart = sum(heard.map((file) => (file.durationS - meanS) ** 2));
  const slope = sum(heard.map((file) => (file.durationS - meanS) * (file.tookS - tookS))) / apart;
  const tellsApart = apart > count * (LEAST_SPREAD * meanS) ** 2 && slope >= 0 && slope * meanS <= tookS;
  const perSecond = tellsApart ? slope : tookS / meanS;
  const ownS = tellsApart ? tookS - slope * meanS : 0;
  const restS = Math.sqrt(sum(heard.map((file) => (file.tookS - ownS - perSecond * file.durationS) ** 2)) / (count - 1));
  const errorAt = (durationS: number): number => restS * (tellsApart ? Math.sqrt(1 / count + (durationS - meanS) ** 2 / apart) : durationS / (meanS * Math.sqrt(count)));
  return { ownS, perSecond, restS, errorAt };
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
