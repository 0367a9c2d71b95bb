// One neural network in one of onnxruntime's builds, which share their types.
import type * as Ort from 'onnxruntime-web/wasm';
import { messageOf } from '../../src/domain/result';

/** A model or its runtime could not be loaded, or broke while it ran: no bug of ours, and no fault of the file. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

/** @throws ModelError for whatever is thrown in it */
export async function asModel<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw thrown instanceof ModelError ? thrown : new ModelError(messageOf(thrown), { cause: thrown });
  }
}

export type Runtime = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>;

export interface Network {
  /** @param shape of the input `audio` @returns copies of the outputs asked for: the tensors' memory goes back to the runtime */
  run(samples: Float32Array, shape: readonly number[], outputs: readonly string[]): Promise<Float32Array[]>;
  release(): Promise<void>;
}

/** @param baseUrl absolute URL of the app's root @throws ModelError when the model is missing, does not load, or breaks */
export async function openNetwork(runtime: Runtime, provider: 'wasm' | 'webgpu', baseUrl: string, name: string): Promise<Network> {
  const session = await asModel(async () => {
    const response = await fetch(new URL(`models/${name}.onnx`, baseUrl));
    if (!response.ok) throw new ModelError(`The model ${name} answered ${response.status}.`);
    return runtime.InferenceSession.create(new Uint8Array(await response.arrayBuffer()), { executionProviders: [provider] });
  });
  return {
    async run(samples, shape, names) {
      const audio = new runtime.Tensor('float32', samples, shape);
      const outputs = await asModel(() => session.run({ audio }));
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
  if (!(data instanceof Float32Array)) throw new ModelError(`The model has no output ${name}.`);
  return data.slice();
}
