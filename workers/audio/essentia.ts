// The algorithms of essentia.js that we use. Every vector lives in WASM memory until it is deleted.
import type Essentia from 'essentia.js/dist/essentia.js-core.es.js';
import { asModel } from './network';

/** What essentia's dynamics are asked at. */
const DYNAMICS_RATE_HZ = 44100;

export interface MusicTheory {
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
    onsetRateHz: (samples) => withVector(essentia, samples, (vector) => {
      const { onsets, onsetRate } = essentia.OnsetRate(vector);
      onsets.delete();
      return onsetRate;
    }),
    dynamicComplexityDb: (samples) => withVector(essentia, samples, (vector) => essentia.DynamicComplexity(vector, 0.2, DYNAMICS_RATE_HZ).dynamicComplexity),
  };
}

function withVector<T>(essentia: Essentia, samples: Float32Array, use: (vector: ReturnType<Essentia['arrayToVector']>) => T): T {
  const vector = essentia.arrayToVector(samples);
  try {
    return use(vector);
  } finally {
    vector.delete();
  }
}
