// MusiCNN: what its two networks, in one model, say of one patch of 48,128 mono samples at 16 kHz, whatever runs them.
import { openNetwork, type Runtime } from './network';

export interface PatchActivations {
  /** 200 penultimate activations of the network trained on MagnaTagATune. */
  readonly embedding: Float32Array;
  /** 100 tag activations, 0–1, in the order of `sound-tags.ts`. */
  readonly tags: Float32Array;
}

export interface PatchNetwork {
  hear(patch: Float32Array): Promise<PatchActivations>;
  release(): Promise<void>;
}

export async function openPatchNetwork(runtime: Runtime, provider: 'wasm' | 'webgpu', baseUrl: string): Promise<PatchNetwork> {
  const network = await openNetwork(runtime, provider, baseUrl, 'musicnn-f16');
  return {
    async hear(patch) {
      const [embedding, tags] = await network.run(patch, [1, patch.length], ['embedding', 'tags']) as [Float32Array, Float32Array];
      return { embedding, tags };
    },
    release: () => network.release(),
  };
}
