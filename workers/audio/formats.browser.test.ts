import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from './testing/bench';
import { aMinor, wav } from './testing/music';

// The first 8 s of `aMinor(100)`, encoded by ffmpeg.
const clips = import.meta.glob<string>('./testing/clips/a-minor.*', { query: '?url', import: 'default', eager: true });

let bench: Workbench;
let lufs = NaN;

beforeAll(async () => {
  bench = await openWorkbench();
  await bench.audio.init(new URL('/', location.href).href);
  await bench.audio.process(await bench.add('original.wav', wav([aMinor(100, 8)]), 'original'));
  lufs = (await bench.db.sounds.get('original' as never))?.loudness.integratedLufs ?? NaN;
}, 120_000);

afterAll(() => bench.close());

describe.each(Object.entries(clips))('%s', (path, url) => {
  it('gives the music that was encoded', async () => {
    const bytes = await clip(url);
    const name = path.slice(path.lastIndexOf('/') + 1);
    expect(await bench.audio.process(await bench.add(name, bytes, name))).toMatchObject({ ok: true });
    const sound = await bench.db.sounds.get(name as never);
    expect(sound?.key).toMatchObject({ tonic: 9, mode: 'minor' });
    expect(Math.abs((sound?.decodedDurationS ?? 0) - 8)).toBeLessThan(0.15);
    expect(Math.abs((sound?.loudness.integratedLufs ?? NaN) - lufs)).toBeLessThan(0.7);
  });
});

describe('damaged files', () => {
  it.each(['mp3', 'flac', 'ogg', 'opus', 'aac'])('a torn %s is analysed as far as it goes', async (ending) => {
    const whole = await clip(clipUrl(ending));
    const name = `torn.${ending}`;
    const answer = await bench.audio.process(await bench.add(name, whole.slice(0, whole.length * 0.6), name));
    expect(answer).toMatchObject({ ok: true });
    const durationS = (await bench.db.sounds.get(name as never))?.decodedDurationS ?? 0;
    // 4.8 s of data are there; an Ogg page may hold seconds, and a torn one is lost.
    expect(durationS).toBeGreaterThan(0.5);
    expect(durationS).toBeLessThan(7);
  });

  it('an MP4 without its table says that it is cut off', async () => {
    const whole = await clip(clipUrl('m4a'));
    const answer = await bench.audio.process(await bench.add('torn.m4a', whole.slice(0, whole.length * 0.6)));
    expect(answer).toMatchObject({ ok: false, error: { code: 'truncated', step: 'analyse' } });
  });

  it('an MP3 with a hole goes on after it', async () => {
    const holed = await clip(clipUrl('mp3'));
    holed.fill(0x55, holed.length * 0.4, holed.length * 0.45);
    await bench.audio.process(await bench.add('holed.mp3', holed, 'holed'));
    expect((await bench.db.sounds.get('holed' as never))?.decodedDurationS).toBeGreaterThan(7);
  });
});

function clipUrl(ending: string): string {
  return clips[`./testing/clips/a-minor.${ending}`] as string;
}

async function clip(url: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}
