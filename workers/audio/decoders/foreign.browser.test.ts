import { describe, expect, it } from 'vitest';
import { LOSSLESS, SHORT_FRAMES, TONES_HZ, tones, wholeSamples } from '../../../e2e/fixtures/foreign-signal';
import { clip, CLIP_NAMES } from '../testing/clips';
import { decoded, shareAt } from '../testing/decoded';
import { dff, dsf } from '../testing/dsd';

describe('a format without loss', () => {
  const short = ['pcm.aiff', 'wide.aiff', 'little.aifc', 'float.aifc', 'pcm.caf'];
  const long = ['alac.m4a', 'wide-alac.m4a', 'alac.caf', 'wavpack.wv', 'tta.tta'];
  const six = ['six.caf', 'six.wv'];
  /** ffmpeg counts whole packets of Apple Lossless in CAF, 4096 frames each. */
  const announced = (name: string, frames: number) => (name === 'alac.caf' || name === 'six.caf' ? Math.ceil(frames / 4096) * 4096 : frames);

  it.each([
    ...short.map((name) => [name, SHORT_FRAMES, LOSSLESS.channels] as const), ...long.map((name) => [name, LOSSLESS.frames, LOSSLESS.channels] as const),
    ...six.map((name) => [name, SHORT_FRAMES, 6] as const),
  ])('%s gives the very samples that were encoded', async (name, frames, channels) => {
    const answer = await decoded(await clip(name));
    if (!answer.ok) throw new Error(answer.error.detail);
    const { rateHz, planes, announcedS, broke } = answer.value;
    expect({ rateHz, broke, lengths: planes.map((plane) => plane.length) }).toEqual({ rateHz: LOSSLESS.rateHz, broke: null, lengths: new Array<number>(channels).fill(frames) });
    expect(announcedS).toBeCloseTo(announced(name, frames) / LOSSLESS.rateHz, 6);
    const expected = tones(channels, LOSSLESS.rateHz, frames).map((plane) => Float32Array.from(wholeSamples(plane), (x) => x / 32768));
    expect(planes).toEqual(expected);
  });
});

describe('PCM in fewer bits', () => {
  it.each([['eight.aiff', 4000, 0.008], ['alaw.caf', 4000, 0.02], ['ulaw.caf', 4000, 0.02], ['ima.caf', 4096, 0.05], ['ima.aifc', 4096, 0.05]])('%s keeps the wave within its steps', async (name, frames, step) => {
    const answer = await decoded(await clip(name));
    if (!answer.ok) throw new Error(answer.error.detail);
    const expected = tones(2, 8_000, frames);
    expect(answer.value.planes.map((plane) => plane.length)).toEqual([frames, frames]);
    // The first steps of IMA are too small to follow.
    answer.value.planes.forEach((plane, channel) => expect(Math.max(...plane.map((x, i) => (i < 64 ? 0 : Math.abs(x - (expected[channel]?.[i] ?? NaN)))))).toBeLessThan(step));
  });
});

describe('a format with loss', () => {
  it.each([['wma.wma', 2, 44_100, 0.8], ['old.wma', 2, 44_100, 0.8], ['surround.ac3', 6, 48_000, 0.5], ['enhanced.eac3', 2, 48_000, 0.5], ['boxed.mka', 2, 48_000, 0.5], ['dts.dts', 2, 48_000, 0.4]] as const)(
    '%s gives the tone of each channel in its place', async (name, channels, rateHz, seconds) => {
      const answer = await decoded(await clip(name));
      if (!answer.ok) throw new Error(answer.error.detail);
      const { planes, announcedS } = answer.value;
      expect([answer.value.rateHz, planes.length]).toEqual([rateHz, channels]);
      // Whole frames of the codec, and its delay.
      expect(Math.abs((planes[0]?.length ?? 0) / rateHz - seconds)).toBeLessThan(0.1);
      expect(Math.abs(announcedS - seconds)).toBeLessThan(0.1);
      planes.forEach((plane, channel) => expect(shareAt(plane, TONES_HZ[channel] as number, rateHz)).toBeGreaterThan(0.95));
    },
  );

  it('sv7.mpc is as long as its header says', async () => {
    const answer = await decoded(await clip('sv7.mpc'));
    if (!answer.ok) throw new Error(answer.error.detail);
    expect(Math.abs((answer.value.planes[0]?.length ?? 0) / answer.value.rateHz - answer.value.announcedS)).toBeLessThan(0.05);
  });
});

describe('DSD', () => {
  it.each([['DSF', dsf(1000, 1500, 8), 2], ['DSDIFF', dff(1000, 8 * 4096), 1]] as const)('in %s is filtered to the tones that its bits carry', async (_name, bytes, channels) => {
    const answer = await decoded(bytes);
    if (!answer.ok) throw new Error(answer.error.detail);
    const { rateHz, planes, announcedS } = answer.value;
    expect([rateHz, planes.length]).toEqual([44_100, channels]);
    expect(Math.abs((planes[0]?.length ?? 0) / rateHz - announcedS)).toBeLessThan(0.005);
    planes.forEach((plane, channel) => expect(shareAt(plane, [1000, 1500][channel] as number, rateHz)).toBeGreaterThan(0.99));
  });
});

describe('what lies around the sound', () => {
  const text = (value: string) => [...value].map((char) => char.charCodeAt(0));
  const id3 = Uint8Array.from([...text('ID3'), 4, 0, 0, 0, 0, 1, 0, ...new Array<number>(128).fill(0x7f)]);

  it.each(CLIP_NAMES)('tags before %s change nothing', async (name) => {
    const plain = await clip(name);
    expect(await decoded(Uint8Array.from([...id3, ...id3, ...plain]))).toEqual(await decoded(plain));
  });

  it('a tag that claims to be longer than the file hides no MP3', async () => {
    const lying = Uint8Array.from(id3);
    lying[6] = 0x7f;
    expect(await decoded(Uint8Array.from([...lying, ...(await clip('a-minor.mp3'))]))).toMatchObject({ ok: true, value: { broke: null } });
  });

  it('a tag behind the sound of AIFF is no sound', async () => {
    const plain = await clip('little.aifc');
    const tagged = Uint8Array.from([...plain, ...text('ID3 '), 0, 0, 16, 0, ...new Array<number>(4096).fill(0x55)]);
    expect(await decoded(tagged)).toEqual(await decoded(plain));
  });

  it('AIFF that says what its sound is behind it is read like any other', async () => {
    const plain = await clip('little.aifc');
    const at = (name: string) => plain.findIndex((_, i) => text(name).every((byte, k) => plain[i + k] === byte));
    const [comm, sound] = [at('COMM'), at('SSND')];
    const end = sound + 8 + new DataView(plain.buffer).getUint32(sound + 4);
    const turned = Uint8Array.from([...plain.subarray(0, comm), ...plain.subarray(sound, end), ...plain.subarray(comm, sound)]);
    expect(await decoded(turned)).toEqual(await decoded(plain));
  });
});

describe('a format without decoder', () => {
  const named = (bytes: string) => Uint8Array.from([...bytes.padEnd(200, '\0')].map((char) => char.charCodeAt(0)));

  it.each([['MAC ', 'Monkey’s Audio'], ['tBaK', 'TAK'], ['OFR ', 'OptimFROG'], ['TTA2', 'True Audio 2'], ['MThd', 'MIDI']])('%s is named', async (bytes, name) => {
    expect(await decoded(named(bytes))).toEqual({ ok: false, error: { code: 'unsupported-format', detail: `${name} has no decoder here.` } });
  });

  it('a protected WMA says that it is', async () => {
    const plain = await clip('wma.wma');
    // The first object of the header becomes Content Encryption.
    plain.set([0xfb, 0xb3, 0x11, 0x22, 0x23, 0xbd, 0xd2, 0x11, 0xb4, 0xb7, 0x00, 0xa0, 0xc9, 0x55, 0xfc, 0x6e], 30);
    expect(await decoded(plain)).toMatchObject({ ok: false, error: { code: 'unsupported-format', detail: expect.stringContaining('protected') } });
  });
});
