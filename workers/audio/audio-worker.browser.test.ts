import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoudnessMeter } from '../../src/domain/sound/loudness';
import type { SoundRow } from '../../src/domain/sound/sound';
import { openWorkbench, type Workbench } from './testing/bench';
import { aMinor, wav } from './testing/music';
import { STAGE_VERSIONS } from '../../src/domain/versions';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
  expect(await bench.audio.init(new URL('/', location.href).href)).toEqual({ ok: true, value: null });
}, 120_000);

afterAll(() => bench.close());

describe('a recording of known tempo and key', () => {
  let sound: SoundRow | undefined;
  let memoryBytes = 0;

  beforeAll(async () => {
    const wave = aMinor(100, 30);
    const trackId = await bench.add('a-minor-100.wav', wav([wave, wave]), 'a-minor');
    const answer = await bench.audio.process(trackId);
    expect(answer).toMatchObject({ ok: true, value: { contentKey: 'a-minor', reused: false } });
    memoryBytes = answer.ok ? answer.value.memoryBytes : 0;
    sound = await bench.db.sounds.get('a-minor' as never);
  }, 60_000);

  it('gets its tempo to a tenth of a beat', () => expect(Math.abs((sound?.tempo?.tempoBpm ?? 0) - 100)).toBeLessThan(0.1));
  it('gets its beats where it plays them', async () => {
    const timesS = (await bench.db.curves.get('a-minor' as never))?.beats?.timesS ?? [];
    expect(timesS.length).toBeGreaterThan(40);
    for (const timeS of timesS) expect(Math.abs(timeS / 0.6 - Math.round(timeS / 0.6)) * 0.6).toBeLessThan(0.07);
  });
  it('gets a distribution of tempos with its own on top', async () => {
    expect((await bench.db.curves.get('a-minor' as never))?.tempoDistribution?.indexOf(255)).toBeCloseTo(70, -1);
  });
  it('tells the memory of essentia and of the networks, each of which takes more than 16 MiB', () => {
    expect([memoryBytes, memoryBytes > 2 * 16 * 2 ** 20, memoryBytes < 300e6]).toEqual([expect.any(Number), true, true]);
  });
  it('gets its key', () => expect(sound?.key).toMatchObject({ tonic: 9, mode: 'minor' }));
  it('gets its length', () => expect(sound?.decodedDurationS).toBeCloseTo(30, 2));
  it('gets its loudness', () => expect(sound?.loudness.integratedLufs).toBeGreaterThan(-30));
  it('gets its outline', async () => expect((await bench.db.curves.get('a-minor' as never))?.waveform.length).toBe(1000));
  it('gets 100 sound tags', () => expect(sound?.soundTags?.length).toBe(100));

  it('gets an embedding that is not flat', async () => {
    const row = await bench.db.vectors.get('a-minor' as never);
    expect([row?.vector.length, new Set(row?.vector).size > 100]).toEqual([200, true]);
  });

  it('leaves the queue', async () => {
    expect(await bench.db.tracks.where('contentKey').equals('a-minor').first()).toMatchObject({
      stage: 'embedded', queue: 'done', attempts: 0, versions: { parse: 1, analyse: STAGE_VERSIONS.analyse, embed: STAGE_VERSIONS.embed },
    });
  });

  it('is decoded once for two copies', async () => {
    const copy = await bench.add('copy.wav', new Uint8Array([1]), 'a-minor');
    expect(await bench.audio.process(copy)).toMatchObject({ ok: true, value: { reused: true } });
    expect(await bench.db.tracks.get(copy)).toMatchObject({ stage: 'embedded', queue: 'done' });
  });
});

describe('a recording that is decoded in lanes', () => {
  it('is whole: its length and loudness are those of its samples', async () => {
    const wave = aMinor(100, 40).map((x, i) => (i < 44100 * 25 ? x : x * 0.2));
    await bench.audio.process(await bench.add('lanes.wav', wav([wave]), 'lanes'));
    const meter = new LoudnessMeter(44100, 1);
    meter.lane().add([wave], wave.length, 0);
    expect(await bench.db.sounds.get('lanes' as never)).toMatchObject({
      decodedDurationS: expect.closeTo(40, 3), loudness: { integratedLufs: expect.closeTo(meter.report().integratedLufs ?? NaN, 1) },
    });
  });
});

describe('odd recordings', () => {
  it('silence has no tempo, key or loudness, but an embedding', async () => {
    const trackId = await bench.add('silence.wav', wav([new Float32Array(44100 * 5)]), 'silence');
    expect(await bench.audio.process(trackId)).toMatchObject({ ok: true });
    expect(await bench.db.sounds.get('silence' as never)).toMatchObject({
      tempo: null, key: null, loudness: { integratedLufs: null, samplePeakDbfs: null }, embedVersion: 1,
    });
  });

  it('a tenth of a second is filled up with silence', async () => {
    const trackId = await bench.add('tick.wav', wav([aMinor(120, 0.1)]), 'tick');
    expect(await bench.audio.process(trackId)).toMatchObject({ ok: true });
    expect((await bench.db.vectors.get('tick' as never))?.vector.every(Number.isFinite)).toBe(true);
  });

  it('six channels at 96 kHz are measured like any other', async () => {
    const wave = aMinor(100, 4);
    const trackId = await bench.add('six.wav', wav([wave, wave, wave, wave, wave, wave], 96000), 'six');
    expect(await bench.audio.process(trackId)).toMatchObject({ ok: true });
  });
});

describe('files that cannot be read', () => {
  const text = new TextEncoder().encode('This is a shopping list, not music. '.repeat(200));
  const cases = [
    ['empty.mp3', new Uint8Array(0), 'file-empty'],
    ['text.mp3', text, 'not-audio'],
    ['header.wav', wav([new Float32Array(0)]), 'decode-failed'],
    ['song.aiff', new TextEncoder().encode(`FORM\0\0\0\0AIFF${'x'.repeat(99)}`), 'decode-failed'],
    ['song.wv', new TextEncoder().encode(`wvpk${'x'.repeat(99)}`), 'decode-failed'],
    ['song.ape', new TextEncoder().encode(`MAC ${'x'.repeat(99)}`), 'unsupported-format'],
    ['song.tak', new TextEncoder().encode(`tBaK${'x'.repeat(99)}`), 'unsupported-format'],
  ] as const;

  it.each(cases)('%s answers its reason', async (name, bytes, code) => {
    const trackId = await bench.add(name, bytes.slice());
    expect(await bench.audio.process(trackId)).toMatchObject({ ok: false, error: { code, step: 'analyse' } });
  });

  it('a file that is gone says so', async () => {
    const trackId = await bench.add('gone.wav', wav([aMinor(100, 1)]));
    await bench.remove('gone.wav');
    expect(await bench.audio.process(trackId)).toMatchObject({ ok: false, error: { code: 'file-gone' } });
  });

  it('a row that is gone says so', async () => {
    expect(await bench.audio.process(999_999 as never)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});
