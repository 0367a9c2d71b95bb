// One neural network in one of onnxruntime's builds, which share their types.
import type * as Ort from 'onnxruntime-web/wasm';

export type Runtime = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>;

export interface Network {
  /** @param shape of the input `audio` @returns copies of the outputs asked for: the tensors' memory goes back to the runtime */
  run(samples: Float32Array, shape: readonly number[], outputs: readonly string[]): Promise<Float32Array[]>;
  release(): Promise<void>;
}

/** @param baseUrl absolute URL of the app's root; throws when the model is missing or does not load */
export async function openNetwork(runtime: Runtime, provider: 'wasm' | 'webgpu', baseUrl: string, name: string): Promise<Network> {
  const response = await fetch(new URL(`models/${name}.onnx`, baseUrl));
  if (!response.ok) throw new Error(`The model ${name} answered ${response.status}.`);
  const session = await runtime.InferenceSession.create(new Uint8Array(await response.arrayBuffer()), { executionProviders: [provider] });
  return {
    async run(samples, shape, names) {
      const audio = new runtime.Tensor('float32', samples, shape);
      const outputs = await session.run({ audio });
      try {
        return names.map((output) => copyOf(outputs[output]?.data, output));
      } finally {
        for (const output of Object.values(outputs)) output.dispose();
        audio.dispose();
      }
    },
    release: () => session.release(),
  };
}

function copyOf(data: unknown, name: string): Float32Array {
  if (!(data instanceof Float32Array)) throw new Error(`The model has no output ${name}.`);
  return data.slice();
}
