// Where the bar of a score begins and how long it is.
import type { ScoreName } from '../../domain/sound/evidence';

export interface ScoreBar {
  /** 0–1 over the width. */
  readonly from: number;
  readonly length: number;
  /** Whether the middle is marked: there the score is 0. */
  readonly middle: boolean;
}

/** A real 0 has a sliver of a bar: it is a value. */
const SLIVER = 0.012;

export const SCORE_ORDER = ['energy', 'intensity', 'danceability', 'valence', 'acousticness', 'instrumentalness', 'speechiness', 'complexity'] as const satisfies readonly ScoreName[];

/** To a hundredth, without the minus of what rounds to 0. */
export function shownScore(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

/** @param value 0–1; −1–1 of valence */
export function scoreBar(name: ScoreName, value: number): ScoreBar {
  if (name !== 'valence') return { from: 0, length: Math.max(SLIVER, value), middle: false };
  const half = Math.abs(value) / 2;
  return { from: value < 0 ? 0.5 - half : 0.5, length: half, middle: true };
}
