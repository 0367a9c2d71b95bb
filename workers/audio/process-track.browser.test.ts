import type { CurvesRow, SoundRow } from '../../src/domain/sound/sound';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { segmentPath } from '../../src/domain/library/track';
import { albumLoudness } from '../../src/domain/sound/block-loudness';
import { loadEssentia } from './essentia';
import { loadModels } from './models';
import { asModel, ModelError } from './network';
import { processTrack, type ProcessDeps } from './process-track';
import { soundError } from './sound-error';
import { openWorkbench, type Workbench } from './testing/bench';
import { aMinor, wav } from './testing/music';

let bench: Workbench;
let deps: ProcessDeps;

beforeAll(async () => {
  bench = await openWorkbench();
  const [models, theory] = [await loadModels(new URL('/', location.href).href), await loadEssentia()];
  deps = { db: bench.db, now: () => performance.now(), heldBytes: () => 0, models, theory };
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
    const models = { ...deps.models, patches: { ...deps.models.patches, hear: () => Promise.reject(new ModelError('out of memory')) } };
    expect(await processTrack(trackId, { ...deps, models })).toMatchObject({ ok: false, error: { code: 'model-failed', step: 'embed' } });
    expect(await bench.db.tracks.get(trackId)).toMatchObject({ stage: 'analysed', queue: 'sound' });
    expect((await bench.db.sounds.get('broken' as never))?.key).toMatchObject({ tonic: 9 });
  });
});

describe('a bug', () => {
  const bug = () => {
    throw new ReferenceError('spectrum is not defined');
  };

  it('in the analysis is told as a bug, with where it was thrown', async () => {
    const trackId = await bench.add('bug.wav', wav([aMinor(100, 4)]), 'bug');
    const answer = await processTrack(trackId, { ...deps, theory: { ...deps.theory, onsetRateHz: bug } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal', step: 'analyse', detail: 'ReferenceError: spectrum is not defined', stack: expect.stringContaining('process-track.browser.test') } });
    expect(await bench.db.tracks.get(trackId)).toMatchObject({ stage: 'parsed' });
  });

  it('while it embeds too', async () => {
    const trackId = await bench.add('bug-2.wav', wav([aMinor(100, 4)]), 'bug 2');
    const models = { ...deps.models, patches: { ...deps.models.patches, hear: bug } };
    expect(await processTrack(trackId, { ...deps, models })).toMatchObject({ ok: false, error: { code: 'internal', step: 'embed' } });
  });
});

describe('an abort of WASM', () => {
  /** One byte of code that traps, as damaged memory does. */
  const trap = () => {
    const bytes = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11]);
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as { f: () => never };
    return f();
  };

  it('in the analysis is told as one, so that the worker is replaced', async () => {
    const trackId = await bench.add('abort.wav', wav([aMinor(100, 4)]), 'abort');
    const answer = await processTrack(trackId, { ...deps, theory: { ...deps.theory, onsetRateHz: trap } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal', step: 'analyse', trapped: true } });
  });

  it('in a network too', async () => {
    const trackId = await bench.add('abort-2.wav', wav([aMinor(100, 4)]), 'abort 2');
    const models = { ...deps.models, patches: { ...deps.models.patches, hear: () => asModel(async () => trap()) } };
    expect(await processTrack(trackId, { ...deps, models })).toMatchObject({ ok: false, error: { code: 'model-failed', step: 'embed', trapped: true } });
  });
});

describe('a model that is not there', () => {
  it('is told as one that failed', async () => {
    const missing = await loadModels(new URL('/nowhere/', location.href).href).catch((thrown: unknown) => thrown);
    expect(soundError(missing)).toMatchObject({ code: 'model-failed' });
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

describe('tracks inside one file', () => {
  /** Where the outline is loud. */
  const loudParts = (drawn: CurvesRow | undefined) => [...(drawn?.waveform ?? [])].map((point) => point > 60);

  it('are analysed each by itself: tempo, length and outline are those of the part', async () => {
    const tempos = [90, 132, 105];
    const silence = new Float32Array(44_100 * 5);
    // Five seconds of silence end the second part.
    const pieces = [aMinor(tempos[0] as number, 40), aMinor(tempos[1] as number, 35), silence, aMinor(tempos[2] as number, 40)];
    const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    const bytes = wav([whole]);
    const sounds: (SoundRow | undefined)[] = [];
    const curves: (CurvesRow | undefined)[] = [];
    for (const [index, [startS, endS]] of ([[0, 40], [40, 80], [80, null]] as const).entries()) {
      const trackId = await bench.add('album.wav', bytes, `part ${index}`);
      // Rows of one file stand behind it.
      await bench.db.tracks.update(trackId, { path: segmentPath('album.wav', startS * 75), segment: { fileId: trackId, index, startS, endS } });
      expect(await processTrack(trackId, deps)).toMatchObject({ ok: true });
      sounds.push(await bench.db.sounds.get(`part ${index}` as never));
      curves.push(await bench.db.curves.get(`part ${index}` as never));
    }
    sounds.forEach((sound, i) => {
      expect(Math.abs((sound?.decodedDurationS ?? 0) - 40)).toBeLessThan(0.001);
      expect(Math.abs((sound?.tempo?.tempoBpm ?? 0) - (tempos[i] as number))).toBeLessThan(1.5);
      expect(sound?.loudness?.integratedLufs).toBeGreaterThan(-40);
      expect(sound?.loudness?.truePeakDbtp).toBeGreaterThanOrEqual(sound?.loudness?.samplePeakDbfs ?? 0);
      expect([curves[i]?.waveform.length, curves[i]?.bandLevels?.length, curves[i]?.loudnessCurve?.length]).toEqual([1000, 3000, 200]);
      expect(albumLoudness([curves[i]?.blockLoudness ?? new Uint8Array(0)])).toBeCloseTo(sound?.loudness?.integratedLufs ?? NaN, 1);
    });
    expect(Math.abs((sounds[1]?.quality?.trailingSilenceS ?? 0) - 5)).toBeLessThan(0.6);
    expect(loudParts(curves[0]).slice(-100)).toContain(true);
    expect(loudParts(curves[1]).slice(-112)).not.toContain(true);
    expect(loudParts(curves[1]).slice(750, 850)).toContain(true);
  });
});
