// The tempo people would tap: which of a rhythm's levels it is, and how sure that is.
import { autocorrelation } from './autocorrelation';
import { strongestTempo, type OnsetCurve } from './onsets';
import type { Tempo } from './sound';
import { FASTEST_BPM, isSameTempo, LEVELS, SAME_TEMPO, SLOWEST_BPM, tempoCandidates, type Repetition } from './tempo-candidates';
import { FIRST_BPM, massNear } from './tempo-distribution';
import { tempoUtility } from './tempo-utility';

/** What a screen offers besides the best. */
const MOST_CANDIDATES = 6;
const SMALLEST_WEIGHT = 0.02;
/** The onsets are searched this far round the coarse value: half of what tells two candidates apart. */
const FINE_RANGE = 0.02;
/** Of a lag: beats are not placed to the sample, and lags are whole hops. */
const LAG_REACH = 0.015;
/** Four beats at the slowest tempo. */
const LONGEST_S = (4 * 60) / SLOWEST_BPM;

/**
 * A recording has no beat where its onsets do not repeat, and TempoCNN cannot decide or names nothing that is counted. Of 20 recordings
 * of noise, speech, applause, tones without rhythm none repeats by 0.07 (music: 95 % do), and the entropy of TempoCNN's answer is above
 * 0.66 of its greatest or its mass lies outside 40–250 BPM; chorales for organ, which repeat as little, lie below 0.61.
 */
const LEAST_REPETITION = 0.07;
const UNDECIDED = 0.64;
const LEAST_MASS = 0.35;

export interface TempoEvidence {
  /** Mean softmax of TempoCNN, 256 classes: class i is 30 + i BPM. */
  readonly distribution: ArrayLike<number>;
  /** Of the whole recording. */
  readonly onsets: OnsetCurve;
  /** Those of the low band alone: bass and kick. */
  readonly lowOnsets: OnsetCurve;
}

export interface TempoAnswer {
  readonly tempo: Tempo;
  /** For `Curves.tempoDistribution`. */
  readonly distribution: Uint8Array;
}

/**
 * Each candidate (see `tempoCandidates`) gets a utility from what TempoCNN and the onsets say of it and of its halves
 * (see `tempoUtility`); their softmax is the chance of each: a conditional logit model (McFadden, 1974). The best one's chance is the
 * `confidence`, and the others stay as alternatives. The fine value is that of the onsets.
 * @returns null where there is no beat
 */
export function estimateTempo({ distribution, onsets, lowOnsets }: TempoEvidence): TempoAnswer | null {
  const repetition = repetitionOf(onsets);
  const coarse = tempoCandidates(distribution, repetition);
  if (coarse.length === 0 || isBeatless(distribution, coarse, repetition)) return null;
  const evidence = { massAt: (tempoBpm: number) => massNear(distribution, tempoBpm, SAME_TEMPO), repetition, lowRepetition: repetitionOf(lowOnsets) };
  const weights = softmax(coarse.map((tempoBpm) => tempoUtility(tempoBpm, evidence)));
  const ranked = coarse.map((tempoBpm, i) => ({ tempoBpm, weight: weights[i] as number })).sort((a, b) => b.weight - a.weight);
  const best = ranked[0] as Candidate;
  const tempoBpm = strongestTempo(onsets, best.tempoBpm * (1 - FINE_RANGE), best.tempoBpm * (1 + FINE_RANGE)) ?? best.tempoBpm;
  return {
    tempo: { tempoBpm: Math.round(tempoBpm * 100) / 100, confidence: best.weight, candidates: alternatives(ranked, tempoBpm) },
    distribution: drawn(ranked, distribution),
  };
}

interface Candidate {
  readonly tempoBpm: number;
  readonly weight: number;
}

/** The likely ones, with the fine value where they are levels of it. */
function alternatives(ranked: readonly Candidate[], fineBpm: number): readonly Candidate[] {
  const likely = ranked.filter(({ weight }, i) => i === 0 || weight >= SMALLEST_WEIGHT).slice(0, MOST_CANDIDATES);
  return likely.map(({ tempoBpm, weight }) => {
    const level = LEVELS.find((each) => isSameTempo(tempoBpm, fineBpm * each));
    return { tempoBpm: level === undefined ? tempoBpm : fineBpm * level, weight };
  });
}

/** How alike the onsets are to themselves one beat later, −1–1. */
function repetitionOf({ values, rateHz }: OnsetCurve): Repetition {
  const likeness = autocorrelation(values, Math.ceil(LONGEST_S * rateHz * (1 + LAG_REACH)) + 1);
  return (tempoBpm) => {
    const lag = (60 * rateHz) / tempoBpm;
    const [first, last] = [Math.floor(lag * (1 - LAG_REACH)), Math.ceil(lag * (1 + LAG_REACH))];
    return first < 1 || last >= likeness.length ? 0 : likeness.subarray(first, last + 1).reduce((most, value) => Math.max(most, value), -1);
  };
}

function isBeatless(distribution: ArrayLike<number>, coarse: readonly number[], repetition: Repetition): boolean {
  if (Math.max(...coarse.map(repetition)) >= LEAST_REPETITION) return false;
  const mass = Math.max(...coarse.map((tempoBpm) => massNear(distribution, tempoBpm, SAME_TEMPO)));
  return mass < LEAST_MASS || entropy(distribution) > UNDECIDED;
}

/** 0 for one tempo alone, 1 for all alike. */
function entropy(distribution: ArrayLike<number>): number {
  return -Array.from(distribution, (share) => (share > 0 ? share * Math.log(share) : 0)).reduce((sum, each) => sum + each, 0) / Math.log(distribution.length);
}

function softmax(utilities: readonly number[]): readonly number[] {
  const most = Math.max(...utilities);
  const powers = utilities.map((utility) => Math.exp(utility - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Each candidate's chance, spread round it as TempoCNN spreads it there, or else evenly over the classes that are the same tempo. */
function drawn(ranked: readonly Candidate[], distribution: ArrayLike<number>): Uint8Array {
  const shares = new Float64Array(distribution.length);
  for (const { tempoBpm, weight } of ranked) {
    const near = Array.from(shares.keys()).filter((i) => tempoBpm <= FASTEST_BPM && isSameTempo(FIRST_BPM + i, tempoBpm));
    const mass = near.reduce((sum, i) => sum + (distribution[i] as number), 0);
    for (const i of near) shares[i] = (shares[i] as number) + weight * (mass > SMALLEST_WEIGHT ? (distribution[i] as number) / mass : 1 / near.length);
  }
  const most = shares.reduce((highest, share) => Math.max(highest, share), 0);
  return Uint8Array.from(shares, (share) => (most > 0 ? Math.round((255 * share) / most) : 0));
}
