// The neural networks, in onnxruntime's plain WASM build: one thread, one patch at a time (batches gain nothing and cost memory).
import * as ort from 'onnxruntime-web/wasm';
import runtimeUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { openNetwork } from './network';
import { openPatchNetwork, type PatchNetwork } from './patch-network';

/** TempoCNN takes no less than one window of 11.85 s. */
const SHORTEST_TEMPO_SAMPLES = 130560;

export interface Models {
  /** Mean distribution over 30–285 BPM of mono audio at 11,025 Hz. */
  tempoDistribution(samples: Float32Array): Promise<Float32Array>;
  readonly patches: PatchNetwork;
}

/** @param baseUrl absolute URL of the app's root @throws ModelError when a model is missing or does not load */
export async function loadModels(baseUrl: string): Promise<Models> {
  ort.env.wasm.numThreads = 1;
  // Absolute: the runtime resolves relative addresses against the wrong place in a worker.
  ort.env.wasm.wasmPaths = { mjs: absolute(runtimeUrl), wasm: absolute(wasmUrl) };
  const tempo = await openNetwork(ort, 'wasm', baseUrl, 'tempocnn-fcn-f16');
  const patches = await openPatchNetwork(ort, 'wasm', baseUrl);
  return {
    patches,
    async tempoDistribution(samples) {
      const audio = padded(samples, SHORTEST_TEMPO_SAMPLES);
      const [mean] = await tempo.run(audio, [audio.length], ['mean']) as [Float32Array];
      return mean;
    },
  };
}

function padded(samples: Float32Array, least: number): Float32Array {
  if (samples.length >= least) return samples;
  const longer = new Float32Array(least);
  longer.set(samples);
  return longer;
}

export function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
