// What else a tempo may be: levels of the same beat, and the other peaks of the estimate.
import type { Tempo } from '../../domain/sound/sound';

export type TempoRelation = 'third' | 'half' | 'twoThirds' | 'threeHalves' | 'double' | 'triple';

export interface TempoAlternative {
  readonly tempoBpm: number;
  /** null where it is another tempo altogether. */
  readonly relation: TempoRelation | null;
  /** The estimate's weight, 0–1. */
  readonly weight: number;
}

const RATIOS: readonly (readonly [TempoRelation, number])[] = [['third', 1 / 3], ['half', 1 / 2], ['twoThirds', 2 / 3], ['threeHalves', 3 / 2], ['double', 2], ['triple', 3]];
/** MIREX accuracy 1. */
const SAME = 0.04;

export function tempoRelation(ofBpm: number, toBpm: number): TempoRelation | null {
  return RATIOS.find(([, ratio]) => Math.abs(ofBpm / toBpm / ratio - 1) <= SAME)?.[0] ?? null;
}

export function isSameTempo(aBpm: number, bBpm: number): boolean {
  return Math.abs(aBpm / bBpm - 1) <= SAME;
}

/**
 * What the estimate considered besides what it chose, heaviest first. A level of the chosen tempo is given by the exact ratio: the
 * candidate itself is coarse.
 */
export function tempoAlternatives({ tempoBpm, candidates }: Pick<Tempo, 'tempoBpm' | 'candidates'>): TempoAlternative[] {
  return candidates.filter((candidate) => !isSameTempo(candidate.tempoBpm, tempoBpm)).map(({ tempoBpm: otherBpm, weight }) => {
    const relation = tempoRelation(otherBpm, tempoBpm);
    const ratio = RATIOS.find(([name]) => name === relation)?.[1];
    return { tempoBpm: ratio === undefined ? otherBpm : tempoBpm * ratio, relation, weight };
  });
}
