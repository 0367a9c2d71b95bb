// The facts of the embed stage: MusiCNN's view of a recording, as a mean over patches.
import type { Embedding } from '../../src/domain/sound/sound';
import type { Measured } from './measure';
import type { PatchNetworks } from './patch-networks';
import { PATCH } from './plan';

/**
 * `msd` hears every second patch, since its tags alone are used: 8 patches differ from 24 by 0.026 in the tag that differs most, 16 by 0.018,
 * and keep 4.64 and 4.72 of the five strongest (means of 100 tracks), at half the time.
 */
const MSD_EVERY = 2;
const TAGS = 50;

/** A recording without a whole patch has its end filled with silence. */
export async function embeddingOf({ patches, resampler }: Pick<Measured, 'patches' | 'resampler'>, networks: PatchNetworks): Promise<Embedding> {
  const vector = new Float32Array(200);
  const soundTags = new Float32Array(2 * TAGS);
  const msdPatches = Math.ceil(patches.length / MSD_EVERY);
  for (const [i, patch] of patches.entries()) {
    const samples = resampler.run(patch, resampler.margin, PATCH.samples);
    const { embedding, tags } = await networks.hear('mtt', samples);
    addShare(vector, embedding, 0, patches.length);
    addShare(soundTags, tags, 0, patches.length);
    if (i % MSD_EVERY === 0) addShare(soundTags, (await networks.hear('msd', samples)).tags, TAGS, msdPatches);
  }
  return { vector, soundTags };
}

function addShare(sum: Float32Array, values: Float32Array, at: number, count: number): void {
  values.forEach((value, i) => {
    sum[at + i] = (sum[at + i] as number) + value / count;
  });
}
