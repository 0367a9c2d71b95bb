import { describe, expect, it } from 'vitest';
import { judgeGpu, type TrialDeps } from './gpu-trial';
import type { PatchNetwork } from './patch-network';

/** Time passes only where a network says so. */
function bench(): { readonly deps: TrialDeps; networks(ms: number, change?: (value: number) => number): PatchNetwork } {
  let nowMs = 0;
  return {
    deps: { now: () => nowMs, wait: () => new Promise((resolve) => setTimeout(resolve, 20)) },
    networks: (ms, change = (value) => value) => ({
      async hear(patch) {
        nowMs += ms;
        return { embedding: patch.slice(1000, 1200).map(change), tags: patch.slice(1000, 1100).map((x) => change(Math.abs(x))) };
      },
      release: async () => undefined,
    }),
  };
}

describe('a graphics card', () => {
  it('runs the networks where it gives the same values sooner', async () => {
    const { deps, networks } = bench();
    expect(await judgeGpu(networks(5), networks(50), deps)).toBe('faster');
  });

  it.each([50, 45, 500])('does not where a patch takes %i ms instead of 50', async (ms) => {
    const { deps, networks } = bench();
    expect(await judgeGpu(networks(ms), networks(50), deps)).toBe('slower');
  });

  it('does not where its values differ, or are none', async () => {
    const { deps, networks } = bench();
    expect(await judgeGpu(networks(5, (value) => value + 0.02), networks(50), deps)).toBe('different');
    expect(await judgeGpu(networks(5, () => NaN), networks(50), deps)).toBe('different');
  });

  it('does not where it never answers, or breaks', async () => {
    const { deps, networks } = bench();
    expect(await judgeGpu({ ...networks(5), hear: () => new Promise(() => undefined) }, networks(50), deps)).toBe('slower');
    expect(await judgeGpu({ ...networks(5), hear: () => Promise.reject(new Error('device lost')) }, networks(50), deps)).toBe('failed');
  });
});
