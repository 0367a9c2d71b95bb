import { describe, expect, it } from 'vitest';
import { tempoAlternatives, tempoRelation } from './tempo-relation';

describe('other tempos', () => {
  it('names levels of the same beat', () => {
    expect([60, 62, 80, 180, 240, 360, 40, 100].map((bpm) => tempoRelation(bpm, 120))).toEqual(['half', 'half', 'twoThirds', 'threeHalves', 'double', 'triple', 'third', null]);
  });

  it('offers a level by its exact ratio, another tempo as it was estimated, and the chosen one not at all', () => {
    const candidates = [{ tempoBpm: 124, weight: 0.6 }, { tempoBpm: 61.4, weight: 0.2 }, { tempoBpm: 101, weight: 0.1 }];
    expect(tempoAlternatives({ tempoBpm: 123.5, candidates })).toEqual([
      { tempoBpm: 61.75, relation: 'half', weight: 0.2 }, { tempoBpm: 101, relation: null, weight: 0.1 },
    ]);
  });
});
