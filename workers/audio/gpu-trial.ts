// Whether a graphics card may run the networks: only one that gives the same values, and sooner. Some drivers compute wrong ones.
import type { GpuVerdict } from '../../src/domain/sound/gpu-verdict';
import { cosine } from './cosine';
import type { PatchActivations, PatchNetwork } from './patch-network';
import { PATCH } from './plan';

/** Of embeddings; what weights in float16 cost is 0.99999. */
const LEAST_COSINE = 0.9999;
/** Of tags, 0–1. */
const MOST_TAG_DIFFERENCE = 0.005;
/** A card that gains less is better left to what draws the page. */
const FASTER = 0.8;
/** The first patch compiles the shaders. */
const FIRST_LIMIT_MS = 15_000;
const LIMIT_MS = 2_000;

export interface TrialDeps {
  readonly now: () => number;
  /** Resolves after this time. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Runs three patches through both. Never throws, and never waits longer than half a minute: a software renderer takes minutes a patch. */
export async function judgeGpu(gpu: PatchNetwork, wasm: PatchNetwork, deps: TrialDeps): Promise<GpuVerdict> {
  try {
    if (!(await heard(gpu, patchOf(0), FIRST_LIMIT_MS, deps))) return 'slower';
    let [gpuMs, wasmMs] = [0, 0];
    for (let i = 0; i < 3; i++) {
      const [expected, found] = [await timed(() => wasm.hear(patchOf(i)), deps), await timed(() => heard(gpu, patchOf(i), LIMIT_MS, deps), deps)];
      if (!found.value) return 'slower';
      if (!isSame(found.value, expected.value)) return 'different';
      [gpuMs, wasmMs] = [gpuMs + found.ms, wasmMs + expected.ms];
    }
    return gpuMs <= FASTER * wasmMs ? 'faster' : 'slower';
  } catch {
    return 'failed';
  }
}

/** @returns null when it takes longer than the limit */
function heard(network: PatchNetwork, patch: Float32Array, limitMs: number, { wait }: TrialDeps): Promise<PatchActivations | null> {
  return Promise.race([network.hear(patch), wait(limitMs).then(() => null)]);
}

async function timed<T>(run: () => Promise<T>, { now }: TrialDeps): Promise<{ readonly value: T; readonly ms: number }> {
  const began = now();
  return { value: await run(), ms: now() - began };
}

function isSame(a: PatchActivations, b: PatchActivations): boolean {
  return cosine(a.embedding, b.embedding) >= LEAST_COSINE && a.tags.every((tag, i) => Math.abs(tag - (b.tags[i] as number)) <= MOST_TAG_DIFFERENCE);
}

/** A chord that decays over a beat, with hiss: loud, soft and in between, as music is. */
function patchOf(number: number): Float32Array {
  let state = 12_345 + number;
  return Float32Array.from({ length: PATCH.samples }, (_, i) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const [seconds, hiss] = [i / PATCH.rateHz, state / 2 ** 31 - 1];
    const chord = [1, 1.26, 1.5].reduce((sum, ratio) => sum + Math.sin(2 * Math.PI * 110 * (number + 1) * ratio * seconds), 0);
    return Math.exp(-4 * (seconds % (0.4 + 0.1 * number))) * (0.2 * chord + 0.1 * hiss);
  });
}
