import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../../src/db/database';
import { gpuVerdictOf } from '../../src/db/gpu-verdict';
import { withGpu, type GpuDeps } from './gpu';
import type { PatchNetwork } from './patch-network';

const CARD = 'vendor/card/browser';
let db: Database;
let nowMs = 0;

beforeEach(async () => {
  db = new Database();
  await db.delete();
  await db.open();
});

afterEach(() => db.delete());

/** Values are the same everywhere; the last of the tags tells who gave them. */
function networks(ms: number, hears: () => boolean = () => true): PatchNetwork {
  return {
    async hear(patch) {
      nowMs += ms;
      if (!hears()) throw new Error('The device was lost.');
      return { embedding: patch.slice(1000, 1200), tags: new Float32Array(100).fill(ms * 1e-5) };
    },
    release: async () => undefined,
  };
}

function deps(gpu: () => PatchNetwork, card: string | null = CARD): GpuDeps {
  return { db, now: () => nowMs, wait: () => new Promise(() => undefined), cardName: async () => card, open: async () => gpu() };
}

async function runner(heard: PatchNetwork): Promise<number> {
  const { tags } = await heard.hear(new Float32Array(48_128));
  return Math.round((tags[0] as number) * 1e5);
}

describe('the networks', () => {
  it('run on a card that won its trial, and on no other', async () => {
    expect(await runner(await withGpu(networks(50), '', deps(() => networks(5))))).toBe(5);
    expect(await gpuVerdictOf(db, CARD)).toBe('faster');
    expect(await gpuVerdictOf(db, 'another card')).toBeNull();
    expect(await runner(await withGpu(networks(50), '', deps(() => networks(80), 'slow card')))).toBe(50);
    expect(await gpuVerdictOf(db, 'slow card')).toBe('slower');
  });

  it('hold no second trial', async () => {
    await withGpu(networks(50), '', deps(() => networks(80)));
    const opened: string[] = [];
    await withGpu(networks(50), '', { ...deps(() => networks(5)), open: async () => (opened.push('opened'), networks(5)) });
    expect(opened).toEqual([]);
  });

  it('run without a card, and where its runtime does not load', async () => {
    expect(await runner(await withGpu(networks(50), '', deps(() => networks(5), null)))).toBe(50);
    const broken = { ...deps(() => networks(5)), open: () => Promise.reject(new Error('no runtime')) };
    expect(await runner(await withGpu(networks(50), '', broken))).toBe(50);
    expect(await gpuVerdictOf(db, CARD)).toBe('failed');
  });

  it('go on without a card that is lost midway, which is not asked again', async () => {
    let works = true;
    const heard = await withGpu(networks(50), '', deps(() => networks(5, () => works)));
    works = false;
    expect([await runner(heard), await runner(heard)]).toEqual([50, 50]);
    expect(await gpuVerdictOf(db, CARD)).toBe('failed');
  });
});
