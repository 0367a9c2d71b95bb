// The tempos that were considered, as a chart: bars over a scale that counts a doubling as equal steps.
import type { Tempo } from '../../domain/sound/sound';

export interface TempoBar {
  /** 0–1 over the width of the chart. */
  readonly x: number;
  /** 0–1, the best candidate at 1. */
  readonly height: number;
  readonly tempoBpm: number;
  /** Whether it belongs to the tempo that was chosen. */
  readonly chosen: boolean;
}

/** The range that the network knows: 30–286 BPM (Schreiber & Müller, 2018). */
const SLOWEST_BPM = 30;
const FASTEST_BPM = 286;
/** Candidates this near to the tempo are the same peak. */
const SAME_PEAK_RATIO = 0.04;

export function tempoBars(tempo: Tempo): TempoBar[] {
  const heaviest = Math.max(...tempo.candidates.map((candidate) => candidate.weight), Number.EPSILON);
  return tempo.candidates.map(({ tempoBpm, weight }) => ({
    x: tempoPlace(tempoBpm),
    height: weight / heaviest,
    tempoBpm,
    chosen: Math.abs(tempoBpm - tempo.tempoBpm) / tempo.tempoBpm <= SAME_PEAK_RATIO,
  }));
}

/** Where a tempo stands on the chart, 0–1, logarithmic. */
export function tempoPlace(tempoBpm: number): number {
  const place = Math.log(tempoBpm / SLOWEST_BPM) / Math.log(FASTEST_BPM / SLOWEST_BPM);
  return Math.min(1, Math.max(0, place));
}

/** Round tempos to write under the chart. */
export const TEMPO_MARKS = [40, 60, 80, 120, 160, 240] as const;
