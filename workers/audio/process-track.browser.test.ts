import type { SoundRow } from '../../src/domain/sound/sound';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEssentia } from './essentia';
import { loadModels } from './models';
import { processTrack, type ProcessDeps } from './process-track';
import { openWorkbench, type Workbench } from './testing/bench';
import { aMinor, wav } from './testing/music';

let bench: Workbench;
let deps: ProcessDeps;

beforeAll(async () => {
  bench = await openWorkbench();
  const [models, theory] = [await loadModels(new URL('/', location.href).href), await loadEssentia()];
  deps = { db: bench.db, now: () => performance.now(), models, theory };
}, 120_000);

afterAll(() => bench.close());

describe('a full disk', () => {
  it('fails the analysis as quota-exceeded and leaves the row in its queue', async () => {
    const trackId = await bench.add('full.wav', wav([aMinor(100, 4)]), 'full');
    const full = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
    bench.db.table('sounds').hook('creating', full);
    try {
      expect(await processTrack(trackId, deps)).toMatchObject({ ok: false, error: { code: 'quota-exceeded', step: 'analyse' } });
    } finally {
      bench.db.table('sounds').hook('creating').unsubscribe(full);
    }
    expect(await bench.db.tracks.get(trackId)).toMatchObject({ stage: 'parsed', queue: 'sound' });
  });
});

describe('a network that breaks', () => {
  it('fails the embedding and keeps the analysis', async () => {
    const trackId = await bench.add('broken.wav', wav([aMinor(100, 4)]), 'broken');
    const models = { ...deps.models, patch: () => Promise.reject(new Error('out of memory')) };
    expect(await processTrack(trackId, { ...deps, models })).toMatchObject({ ok: false, error: { code: 'model-failed', step: 'embed' } });
    expect(await bench.db.tracks.get(trackId)).toMatchObject({ stage: 'analysed', queue: 'sound' });
    expect((await bench.db.sounds.get('broken' as never))?.key).toMatchObject({ tonic: 9 });
  });
});

describe('a file that changed after it was scanned', () => {
  it('is left for the next scan: its facts would hang on another recording', async () => {
    const trackId = await bench.add('changed.wav', wav([aMinor(100, 4)]), 'changed');
    await bench.db.tracks.update(trackId, { sizeBytes: 1, mtimeMs: 1 });
    expect(await processTrack(trackId, deps)).toMatchObject({ ok: false, error: { code: 'read-failed' } });
  });
});

describe('a new version of a stage', () => {
  it('makes the facts again', async () => {
    const trackId = await bench.add('again.wav', wav([aMinor(100, 4)]), 'again');
    expect(await processTrack(trackId, deps)).toMatchObject({ ok: true, value: { reused: false } });
    await bench.db.sounds.put({ ...await bench.db.sounds.get('again' as never) as SoundRow, analyseVersion: 0 });
    expect(await processTrack(trackId, deps)).toMatchObject({ ok: true, value: { reused: false } });
    expect(await processTrack(trackId, deps)).toMatchObject({ ok: true, value: { reused: true } });
  });
});
