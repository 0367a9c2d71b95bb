// What may be in a library besides music, through the real worker: each gets values, none where there is none, or a reason.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SoundRow } from '../../src/domain/sound/sound';
import { openWorkbench, type Workbench } from './testing/bench';
import { clip } from './testing/clips';
import { decoded } from './testing/decoded';
import { aMinor, wav } from './testing/music';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
  expect(await bench.audio.init(new URL('/', location.href).href)).toEqual({ ok: true, value: null });
}, 120_000);

afterAll(() => bench.close());

/** @returns the row, once all of its numbers are ones */
async function heard(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<SoundRow> {
  const answer = await bench.audio.process(await bench.add(name, bytes, name));
  expect(answer.ok ? null : answer.error).toBeNull();
  const row = await bench.db.sounds.get(name as never);
  if (!row) throw new Error('no row');
  const vector = (await bench.db.vectors.get(name as never))?.vector;
  expect(numbersOf([row, vector]).filter((value) => !Number.isFinite(value))).toEqual([]);
  for (const { confidence } of [row.tempo, row.key].filter((said) => said !== null)) expect(confidence === undefined || (confidence >= 0 && confidence <= 1)).toBe(true);
  return row;
}

function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

function made(seconds: number, rateHz: number, at: (i: number) => number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * rateHz) }, (_, i) => at(i));
}

function noise(): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

describe('sounds that are hardly music', () => {
  it('one second of sound is too short for tempo and key, and has all else', async () => {
    const row = await heard(wav([aMinor(100, 1)]), 'second.wav');
    expect(row).toMatchObject({ tempo: null, key: null, decodedDurationS: 1, quality: { clippedRuns: 0 } });
    expect(row.loudness.integratedLufs).toBeLessThan(0);
  });

  it('digital silence has no tempo, key, loudness or features', async () => {
    const row = await heard(wav([new Float32Array(44_100 * 4)]), 'silence.wav');
    expect(row).toMatchObject({ tempo: null, key: null, features: null, loudness: { integratedLufs: null, truePeakDbtp: null }, quality: { leadingSilenceS: 4 } });
  });

  it('noise has its loudness and a full band', async () => {
    const next = noise();
    const row = await heard(wav([made(6, 44_100, () => 0.3 * next())]), 'noise.wav');
    // Sum of the squares of even noise: 0.3² / 3; BS.1770 lifts the highs.
    expect(row.loudness.integratedLufs).toBeGreaterThan(-17);
    expect(row.loudness.integratedLufs).toBeLessThan(-12);
  });

  it('an offset is measured, and not taken for sound', async () => {
    const row = await heard(wav([made(4, 44_100, () => 0.25)]), 'offset.wav');
    expect(row.quality?.dcOffset).toBeCloseTo(0.25, 3);
    // What is left is its beginning and its end.
    expect(row.loudness.integratedLufs ?? -Infinity).toBeLessThan(-35);
  });

  it('clicks twice a second have that tempo, or half or double of it', async () => {
    const row = await heard(wav([made(12, 44_100, (i) => (i % 22_050 < 200 ? 0.8 * Math.sin(i * 0.3) : 0))]), 'clicks.wav');
    const octave = Math.log2((row.tempo?.tempoBpm ?? NaN) / 120);
    expect(Math.abs(octave - Math.round(octave))).toBeLessThan(0.03);
  });
});

describe('rates and channels at the ends', () => {
  it.each([[8_000, 1], [192_000, 2], [48_000, 6]] as const)('%i Hz with %i channels is as loud and as long as at 44.1 kHz', async (rateHz, channels) => {
    const wave = made(4, rateHz, (i) => 0.5 * Math.sin((2 * Math.PI * 997 * i) / rateHz));
    // In WAVE order: left and right carry the tone, what comes after is silent.
    const planes = Array.from({ length: channels }, (_, channel) => (channel < 2 ? wave : new Float32Array(wave.length)));
    const row = await heard(wav(planes, rateHz), `${rateHz}.wav`);
    expect(row.decodedDurationS).toBeCloseTo(4, 3);
    // 997 Hz at half of full scale: −9.03 LUFS in one channel, 3.01 more in two.
    expect(row.loudness.integratedLufs).toBeCloseTo(channels === 1 ? -9.03 : -6.02, 0);
  });
});

describe('lengths that lie', () => {
  const whole = () => wav([aMinor(100, 5)]);
  const claiming = (bytes: number) => {
    const file = whole();
    new DataView(file.buffer).setUint32(40, bytes, true);
    return file;
  };

  it.each([['far more', 0x7000_0000], ['to the end', 0xffff_ffff]])('WAV that claims %s than there is, is as long as what is there', async (_how, bytes) => {
    expect((await heard(claiming(bytes), `claims-${bytes}.wav`)).decodedDurationS).toBeCloseTo(5, 1);
  });

  it('WAV that claims less has no more than it claims', async () => {
    expect((await heard(claiming(44_100 * 2 * 2), 'claims-less.wav')).decodedDurationS).toBeCloseTo(2, 1);
  });

  it('FLAC that claims an hour is as long as what is there', async () => {
    const file = await clip('a-minor.flac');
    // 36 bits of STREAMINFO: samples at 16 kHz.
    new DataView(file.buffer).setUint32(4 + 4 + 14, 16_000 * 3600);
    expect((await heard(file, 'hour.flac')).decodedDurationS).toBeCloseTo(8, 1);
  });
});

describe('streams that change their rate midway', () => {
  // A second at 44.1 kHz, then one at 32 kHz, of the same tone.
  it('AC-3 keeps its first rate, its length and its pitch', async () => {
    const answer = await decoded(await clip('joined.ac3'));
    if (!answer.ok) throw new Error(answer.error.detail);
    const { rateHz, planes: [plane = new Float32Array(0)] } = answer.value;
    expect(rateHz).toBe(44_100);
    expect(plane.length / rateHz).toBeGreaterThan(1.9);
    expect(plane.length / rateHz).toBeLessThan(2.2);
    expect([0.5, 1.6].map((atS) => pitchHz(plane.subarray(atS * rateHz, (atS + 0.3) * rateHz), rateHz))).toEqual([440, 440]);
  });

  it('MP3 goes on behind the change, with its length and its pitch', async () => {
    const answer = await decoded(await clip('joined.mp3'));
    if (!answer.ok) throw new Error(answer.error.detail);
    const { rateHz, broke, planes: [plane = new Float32Array(0)] } = answer.value;
    expect({ rateHz, broke }).toEqual({ rateHz: 44_100, broke: null });
    expect(plane.length / rateHz).toBeGreaterThan(2);
    expect(plane.length / rateHz).toBeLessThan(2.3);
    expect([0.5, 1.6].map((atS) => pitchHz(plane.subarray(atS * rateHz, (atS + 0.3) * rateHz), rateHz))).toEqual([440, 440]);
  });

  it('MP3 of another rate that is joined on is heard in every lane', async () => {
    const [first, other] = [await clip('a-minor.mp3'), await clip('joined.mp3')];
    const bytes = new Uint8Array(await new Blob([first, first, first, first, other]).arrayBuffer());
    const answer = await decoded(bytes);
    if (!answer.ok) throw new Error(answer.error.detail);
    const { rateHz, broke, frames, planes: [plane = new Float32Array(0)] } = answer.value;
    expect({ rateHz, broke }).toEqual({ rateHz: 22_050, broke: null });
    expect(frames).toBe(plane.length);
    expect(plane.length / rateHz).toBeGreaterThan(34);
    expect(pitchHz(plane.subarray(-0.5 * rateHz, -0.2 * rateHz), rateHz)).toBe(440);
  });
});

/** By counting where the wave rises through 0; to the nearest 10 Hz. */
function pitchHz(plane: Float32Array, rateHz: number): number {
  const rises = plane.reduce((count, x, i) => count + (i > 0 && (plane[i - 1] as number) < 0 && x >= 0 ? 1 : 0), 0);
  return Math.round((rises * rateHz) / plane.length / 10) * 10;
}
