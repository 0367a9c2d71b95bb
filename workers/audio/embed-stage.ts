// The facts of the embed stage: MusiCNN's view of a recording, as a mean over patches.
import type { Embedding } from '../../src/domain/sound/sound';
import type { Measured } from './measure';
import type { PatchNetwork } from './patch-network';
import { PATCH } from './plan';

/** A recording without a whole patch has its end filled with silence. */
export async function embeddingOf({ patches, resampler }: Pick<Measured, 'patches' | 'resampler'>, network: PatchNetwork): Promise<Embedding> {
  const vector = new Float32Array(200);
  const soundTags = new Float32Array(100);
  for (const patch of patches) {
    const { embedding, tags } = await network.hear(resampler.run(patch, resampler.margin, PATCH.samples));
    addShare(vector, embedding, patches.length);
    addShare(soundTags, tags, patches.length);
  }
  return { vector, soundTags };
}

function addShare(sum: Float32Array, values: Float32Array, count: number): void {
  values.forEach((value, i) => {
    sum[i] = (sum[i] as number) + value / count;
  });
}
