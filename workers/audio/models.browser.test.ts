import { beforeAll, describe, expect, it } from 'vitest';
import { loadModels, type Models } from './models';
import type { NetworkName, PatchActivations } from './patch-networks';
import { referenceSignal, type SignalName } from './testing/reference-signals';
import reference from './testing/reference-vectors.json';

const PATCH_SAMPLES = 48128;
/** As musicnn cuts: frames are centred, so half a frame of silence comes first. */
const PATCH_HOP = 47872;
const LEAD_ZEROS = 256;
const PATCHES = 4;

let models: Models;

beforeAll(async () => {
  models = await loadModels(new URL('/', location.href).href);
}, 120_000);

describe.each(reference.musicnn)('MusiCNN on $name', ({ name, sumAbs, mtt, msd }) => {
  let means: Awaited<ReturnType<typeof meanOfPatches>>;
  const signal = referenceSignal(name as SignalName, 16000);

  beforeAll(async () => {
    means = await meanOfPatches(signal);
  });

  it('hears the signal that the values belong to', () => expect(absoluteSum(signal) / sumAbs).toBeCloseTo(1, 4));
  it('gives the mtt embedding', () => expect(cosine(means.mtt.embedding, mtt.embedding)).toBeGreaterThan(0.999));
  it('gives the msd embedding', () => expect(cosine(means.msd.embedding, msd.embedding)).toBeGreaterThan(0.999));
  it('gives the mtt tags', () => expect(cosine(means.mtt.tags, mtt.tags)).toBeGreaterThan(0.999));
  it('gives the msd tags', () => expect(cosine(means.msd.tags, msd.tags)).toBeGreaterThan(0.999));
});

describe.each(reference.tempocnn)('TempoCNN on $name', ({ name, sumAbs, top }) => {
  it('gives the distribution', async () => {
    const signal = referenceSignal(name as SignalName, 11025);
    const distribution = await models.tempoDistribution(signal);
    expect(absoluteSum(signal) / sumAbs).toBeCloseTo(1, 4);
    expect(distribution.length).toBe(256);
    expect(cosine(top.map(([bpm]) => distribution[(bpm as number) - 30] as number), top.map(([, mass]) => mass as number))).toBeGreaterThan(0.999);
    expect(30 + distribution.indexOf(Math.max(...distribution))).toBe(top[0]?.[0]);
  });
});

async function meanOfPatches(signal: Float32Array) {
  const led = new Float32Array(LEAD_ZEROS + signal.length);
  led.set(signal, LEAD_ZEROS);
  const meanOf = async (network: NetworkName) => {
    const patches: PatchActivations[] = [];
    for (let i = 0; i < PATCHES; i++) patches.push(await models.patches.hear(network, led.slice(i * PATCH_HOP, i * PATCH_HOP + PATCH_SAMPLES)));
    const mean = (of: keyof PatchActivations) =>
      Array.from(patches[0]?.[of] ?? [], (_, j) => patches.reduce((sum, patch) => sum + (patch[of][j] as number), 0) / PATCHES);
    return { embedding: mean('embedding'), tags: mean('tags') };
  };
  return { mtt: await meanOf('mtt'), msd: await meanOf('msd') };
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0, aa = 0, bb = 0;
  for (let i = 0; i < b.length; i++) {
    dot += (a[i] as number) * (b[i] as number);
    aa += (a[i] as number) ** 2;
    bb += (b[i] as number) ** 2;
  }
  return dot / Math.sqrt(aa * bb);
}

function absoluteSum(signal: Float32Array): number {
  return signal.reduce((sum, x) => sum + Math.abs(x), 0);
}
