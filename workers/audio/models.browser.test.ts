import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { cosine } from './cosine';
import { loadModels, type Models } from './models';
import { openNetwork } from './network';
import { referenceSignal, type SignalName } from './testing/reference-signals';
import reference from './testing/reference-vectors.json';

const PATCH_SAMPLES = 48128;
/** As musicnn cuts: frames are centred, so half a frame of silence comes first. */
const PATCH_HOP = 47872;
const LEAD_ZEROS = 256;
const PATCHES = 4;

const baseUrl = new URL('/', location.href).href;
let models: Models;

beforeAll(async () => {
  models = await loadModels(baseUrl);
}, 120_000);

describe.each(reference.musicnn)('MusiCNN on $name', ({ name, sumAbs, mtt, msd }) => {
  let means: Awaited<ReturnType<typeof meansOfPatches>>;
  const signal = referenceSignal(name as SignalName, 16000);

  beforeAll(async () => {
    means = await meansOfPatches(signal);
  });

  it('hears the signal that the values belong to', () => expect(absoluteSum(signal) / sumAbs).toBeCloseTo(1, 4));
  it('gives the mtt embedding', () => expect(cosine(means.embedding, mtt.embedding)).toBeGreaterThan(0.999));
  it('gives the mtt tags', () => expect(cosine(means.tags.slice(0, 50), mtt.tags)).toBeGreaterThan(0.999));
  it('gives the msd tags', () => expect(cosine(means.tags.slice(50), msd.tags)).toBeGreaterThan(0.999));
  it('gives the msd embedding, which nothing reads but which tells that all of that network is right', () =>
    expect(cosine(means.msdEmbedding, msd.embedding)).toBeGreaterThan(0.999));
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

async function meansOfPatches(signal: Float32Array) {
  const led = new Float32Array(LEAD_ZEROS + signal.length);
  led.set(signal, LEAD_ZEROS);
  const network = await openNetwork(ort, 'wasm', baseUrl, 'musicnn-f16');
  const heard: (readonly Float32Array[])[] = [];
  for (let i = 0; i < PATCHES; i++) {
    const patch = led.slice(i * PATCH_HOP, i * PATCH_HOP + PATCH_SAMPLES);
    const { embedding, tags } = await models.patches.hear(patch);
    heard.push([embedding, tags, ...await network.run(patch, [1, PATCH_SAMPLES], ['msd_embedding'])]);
  }
  await network.release();
  const [embedding, tags, msdEmbedding] = [0, 1, 2].map((output) => meanOf(heard.map((outputs) => outputs[output] as Float32Array))) as [number[], number[], number[]];
  return { embedding, tags, msdEmbedding };
}

function meanOf(vectors: readonly Float32Array[]): number[] {
  return Array.from(vectors[0] ?? [], (_, i) => vectors.reduce((sum, vector) => sum + (vector[i] as number), 0) / vectors.length);
}

function absoluteSum(signal: Float32Array): number {
  return signal.reduce((sum, x) => sum + Math.abs(x), 0);
}
