// The algorithms of essentia.js that we use. Every vector lives in WASM memory until it is deleted.
import type Essentia from 'essentia.js/dist/essentia.js-core.es.js';
import { asModel } from './network';

/** What essentia's dynamics are asked at. */
const DYNAMICS_RATE_HZ = 44100;
export const TEMPO_RATE_HZ = 11025;

/** The witness for the tempo's level hears the middle 45 s: twice as much says no more and costs 0.15 s. */
const WITNESS_S = 45;
/** Frames of both stages scaled to 11,025 Hz: the same times as its defaults at 44.1 kHz, with a hop twice as long (half the work). */
const PERCIVAL = { frameSize: 256, hopSize: 64, ossFrameSize: 1024, ossHopSize: 64, mostBpm: 210, leastBpm: 50 } as const;

export interface MusicTheory {
  /** @param samples mono, 11,025 Hz @returns BPM, or null where it finds no pulse */
  percivalBpm(samples: Float32Array): number | null;
  /** @param samples mono @returns 0 to about 3; null where the level never changes, or for less than half a second */
  danceability(samples: Float32Array, rateHz: number): number | null;
  /** @param samples mono, 44.1 kHz, a second at least @returns onsets a second, 0 where nothing begins */
  onsetRateHz(samples: Float32Array): number;
  /** @param samples mono, 44.1 kHz, a second at least @returns mean distance from the mean level, dB */
  dynamicComplexityDb(samples: Float32Array): number;
}

/** Loaded on demand: its WASM needs `unsafe-eval`, and a policy without it must not take the worker down. @throws ModelError */
export async function loadEssentia(): Promise<MusicTheory> {
  const essentia = await asModel(async () => {
    const [{ EssentiaWASM }, { default: EssentiaCore }] = await Promise.all([
      import('essentia.js/dist/essentia-wasm.es.js'),
      import('essentia.js/dist/essentia.js-core.es.js'),
    ]);
    return new EssentiaCore(EssentiaWASM);
  });
  return {
    percivalBpm(samples) {
      const { frameSize, hopSize, ossFrameSize, ossHopSize, mostBpm, leastBpm } = PERCIVAL;
      const heard = middleOf(samples, WITNESS_S * TEMPO_RATE_HZ);
      if (heard.length < frameSize + ossFrameSize * hopSize) return null;
      const { bpm } = withVector(essentia, heard, (vector) =>
        essentia.PercivalBpmEstimator(vector, frameSize, ossFrameSize, hopSize, ossHopSize, mostBpm, leastBpm, TEMPO_RATE_HZ));
      return bpm > 0 ? bpm : null;
    },
    danceability: (samples, rateHz) => withVector(essentia, samples, (vector) => {
      const { danceability, dfa } = essentia.Danceability(vector, 8800, 310, rateHz, 1.1);
      dfa.delete();
      return Number.isFinite(danceability) && danceability > 0 ? danceability : null;
    }),
    onsetRateHz: (samples) => withVector(essentia, samples, (vector) => {
      const { onsets, onsetRate } = essentia.OnsetRate(vector);
      onsets.delete();
      return onsetRate;
    }),
    dynamicComplexityDb: (samples) => withVector(essentia, samples, (vector) => essentia.DynamicComplexity(vector, 0.2, DYNAMICS_RATE_HZ).dynamicComplexity),
  };
}

function middleOf(samples: Float32Array, most: number): Float32Array {
  const from = Math.max(0, Math.floor((samples.length - most) / 2));
  return samples.subarray(from, from + most);
}

function withVector<T>(essentia: Essentia, samples: Float32Array, use: (vector: ReturnType<Essentia['arrayToVector']>) => T): T {
  const vector = essentia.arrayToVector(samples);
  try {
    return use(vector);
  } finally {
    vector.delete();
  }
}
