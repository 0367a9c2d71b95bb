// The neural networks, in onnxruntime's plain WASM build: one thread, one patch at a time (batches gain nothing and cost memory).
import * as ort from 'onnxruntime-web/wasm';
import runtimeUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

/** TempoCNN takes no less than one window of 11.85 s. */
const SHORTEST_TEMPO_SAMPLES = 130560;

interface PatchActivations {
  /** 200 penultimate activations of MusiCNN. */
  readonly embedding: Float32Array;
  /** 50 tag activations, 0–1. */
  readonly tags: Float32Array;
}

export interface Models {
  /** Mean distribution over 30–285 BPM of mono audio at 11,025 Hz. */
  tempoDistribution(samples: Float32Array): Promise<Float32Array>;
  /** Both networks on 48,128 mono samples at 16 kHz. */
  patch(samples: Float32Array): Promise<{ readonly mtt: PatchActivations; readonly msd: PatchActivations }>;
}

/** @param baseUrl absolute URL of the app's root; throws when a model is missing or does not load */
export async function loadModels(baseUrl: string): Promise<Models> {
  ort.env.wasm.numThreads = 1;
  // Absolute: the runtime resolves relative addresses against the wrong place in a worker.
  ort.env.wasm.wasmPaths = { mjs: absolute(runtimeUrl), wasm: absolute(wasmUrl) };
  const [tempo, mtt, msd] = [
    await session(baseUrl, 'tempocnn-fcn-f16'),
    await session(baseUrl, 'musicnn-mtt-f16'),
    await session(baseUrl, 'musicnn-msd-f16'),
  ];
  return {
    async tempoDistribution(samples) {
      const audio = padded(samples, SHORTEST_TEMPO_SAMPLES);
      return run(tempo, audio, [audio.length], (outputs) => values(outputs, 'mean'));
    },
    async patch(samples) {
      const activations = (outputs: ort.InferenceSession.ReturnType) => ({ embedding: values(outputs, 'embedding'), tags: values(outputs, 'tags') });
      const shape = [1, samples.length];
      return { mtt: await run(mtt, samples, shape, activations), msd: await run(msd, samples, shape, activations) };
    },
  };
}

async function session(baseUrl: string, name: string): Promise<ort.InferenceSession> {
  const response = await fetch(new URL(`models/${name}.onnx`, baseUrl));
  if (!response.ok) throw new Error(`The model ${name} answered ${response.status}.`);
  return ort.InferenceSession.create(new Uint8Array(await response.arrayBuffer()), { executionProviders: ['wasm'] });
}

async function run<T>(
  network: ort.InferenceSession, samples: Float32Array, shape: readonly number[], read: (outputs: ort.InferenceSession.ReturnType) => T,
): Promise<T> {
  const audio = new ort.Tensor('float32', samples, shape);
  const outputs = await network.run({ audio });
  try {
    return read(outputs);
  } finally {
    for (const output of Object.values(outputs)) output.dispose();
    audio.dispose();
  }
}

/** A copy: the tensor's memory goes back to the runtime. */
function values(outputs: ort.InferenceSession.ReturnType, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`The model has no output ${name}.`);
  return data.slice();
}

function padded(samples: Float32Array, least: number): Float32Array {
  if (samples.length >= least) return samples;
  const longer = new Float32Array(least);
  longer.set(samples);
  return longer;
}

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
