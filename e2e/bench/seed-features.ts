// Believable features of a made-up recording, in the ranges where those of music lie.
import type { Features, Spread } from '../../src/domain/sound/features';

export function seededFeatures(random: () => number): Features {
  const spread = (from: number, to: number): Spread => ({ mean: from + random() * (to - from), deviation: random() * (to - from) / 8 });
  const values = (count: number): Float32Array => new Float32Array(count).map(random);
  return {
    danceability: 0.6 + random(), onsetRateHz: 0.5 + random() * 6.5, dynamicComplexityDb: 1 + random() * 5, zeroCrossingRate: spread(0.01, 0.2),
    dissonance: spread(0.4, 0.5), spectralCentroidHz: spread(400, 4_500), spectralRolloffHz: spread(500, 9_000), spectralFlux: spread(0, 0.3),
    spectralFlatness: spread(0, 0.5), spectralContrast: values(12), mfcc: values(26), chroma: values(24),
  };
}
