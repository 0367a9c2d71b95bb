// How right measured tempos and keys are, and whether they say so: MIREX's measures, and the error of the confidences.
import { keyName } from '../../src/domain/sound/key-name';
import type { KeyName } from '../../src/domain/sound/sound';
import type { TruthRow } from './accuracy-truth';

/** MIREX: an estimate within 4 % is right; just a little more, so that rounding does not decide on the edge. */
const TOLERANCE = 0.04 + 1e-9;
/** What Accuracy 2 lets pass too. */
const OTHER_LEVELS = [1 / 2, 2, 1 / 3, 3];
const BINS = 10;

/** What the app says of one file. */
export interface Measured {
  readonly tempo: { readonly bpm: number; readonly confidence: number } | null;
  readonly key: (KeyName & { readonly confidence: number }) | null;
  /** Why it says nothing. */
  readonly error: string | null;
}

export interface ScoredFile {
  readonly file: string;
  readonly bpm: number | null;
  readonly key: string | null;
  readonly tempoBpm: number | null;
  readonly tempoConfidence: number | null;
  /** null where the truth is not known. */
  readonly acc1: boolean | null;
  readonly acc2: boolean | null;
  readonly measuredKey: string | null;
  readonly keyConfidence: number | null;
  /** 0–1. */
  readonly mirex: number | null;
  readonly error: string | null;
}

/** Shares, 0–1, of the n files whose truth is known; NaN where n is 0 (null in JSON). */
export interface Accuracy {
  readonly tempo: { readonly acc1: number; readonly acc2: number; readonly n: number; readonly ece: number };
  readonly key: { readonly mirex: number; readonly n: number; readonly ece: number };
  readonly files: readonly ScoredFile[];
}

/** A file without an answer counts as wrong, said with no confidence. @param measured in the order of `truth` */
export function scoreAll(truth: readonly TruthRow[], measured: readonly Measured[]): Accuracy {
  const files = truth.map((row, i) => scoreFile(row, measured[i] ?? { tempo: null, key: null, error: 'not measured' }));
  const tempos = files.filter(({ acc1 }) => acc1 !== null);
  const keys = files.filter(({ mirex }) => mirex !== null);
  return {
    tempo: {
      acc1: mean(tempos.map(({ acc1 }) => Number(acc1))),
      acc2: mean(tempos.map(({ acc2 }) => Number(acc2))),
      n: tempos.length,
      ece: calibrationError(tempos.map(({ acc1, tempoConfidence }) => ({ right: acc1 === true, confidence: tempoConfidence ?? 0 }))),
    },
    key: {
      mirex: mean(keys.map(({ mirex }) => mirex ?? 0)),
      n: keys.length,
      ece: calibrationError(keys.map(({ mirex, keyConfidence }) => ({ right: mirex === 1, confidence: keyConfidence ?? 0 }))),
    },
    files,
  };
}

function scoreFile({ file, bpm, key }: TruthRow, { tempo, key: measuredKey, error }: Measured): ScoredFile {
  const at = (levels: readonly number[]) => bpm !== null && tempo !== null && levels.some((level) => Math.abs(tempo.bpm / (bpm * level) - 1) <= TOLERANCE);
  return {
    file, bpm, key: key && keyName(key),
    tempoBpm: tempo?.bpm ?? null, tempoConfidence: tempo?.confidence ?? null,
    acc1: bpm === null ? null : at([1]),
    acc2: bpm === null ? null : at([1, ...OTHER_LEVELS]),
    measuredKey: measuredKey && keyName(measuredKey), keyConfidence: measuredKey?.confidence ?? null,
    mirex: key && mirexKeyScore(key, measuredKey),
    error,
  };
}

/** MIREX's weights: 1 for the key, 0.5 for the one a fifth above (as mir_eval takes it), 0.3 for the relative, 0.2 for the parallel one. */
export function mirexKeyScore(truth: KeyName, measured: KeyName | null): number {
  if (!measured) return 0;
  const above = (measured.tonic - truth.tonic + 12) % 12;
  if (measured.mode === truth.mode) return above === 0 ? 1 : above === 7 ? 0.5 : 0;
  if (above === 0) return 0.2;
  return above === (truth.mode === 'major' ? 9 : 3) ? 0.3 : 0;
}

/**
 * Expected calibration error: how far, on average, what is said lies from what is true, over ten bins of confidence
 * (Guo et al., On Calibration of Modern Neural Networks, 2017). 0 is perfect. NaN for no answers.
 */
export function calibrationError(answers: readonly { readonly right: boolean; readonly confidence: number }[]): number {
  if (answers.length === 0) return NaN;
  const bins = Array.from({ length: BINS }, (_, i) => answers.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === i));
  return bins.reduce((sum, bin) => {
    if (bin.length === 0) return sum;
    const gap = mean(bin.map(({ right }) => Number(right))) - mean(bin.map(({ confidence }) => confidence));
    return sum + (bin.length / answers.length) * Math.abs(gap);
  }, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
