// MusiCNN, twice: what both networks say of one patch of 48,128 mono samples at 16 kHz, whatever runs them.
import { openNetwork, type Network, type Runtime } from './network';

export interface PatchActivations {
  /** 200 penultimate activations. */
  readonly embedding: Float32Array;
  /** 50 tag activations, 0–1. */
  readonly tags: Float32Array;
}

export type NetworkName = 'mtt' | 'msd';

export interface PatchNetworks {
  hear(network: NetworkName, patch: Float32Array): Promise<PatchActivations>;
  release(): Promise<void>;
}

export async function openPatchNetworks(runtime: Runtime, provider: 'wasm' | 'webgpu', baseUrl: string): Promise<PatchNetworks> {
  const networks: Readonly<Record<NetworkName, Network>> = {
    mtt: await openNetwork(runtime, provider, baseUrl, 'musicnn-mtt-f16'),
    msd: await openNetwork(runtime, provider, baseUrl, 'musicnn-msd-f16'),
  };
  return {
    async hear(network, patch) {
      const [embedding, tags] = await networks[network].run(patch, [1, patch.length], ['embedding', 'tags']) as [Float32Array, Float32Array];
      return { embedding, tags };
    },
    async release() {
      await Promise.all([networks.mtt.release(), networks.msd.release()]);
    },
  };
}
