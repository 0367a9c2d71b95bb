import { describe, expect, it } from 'vitest';
import { mpegHeader } from '../../../src/domain/sound/mpeg-header';
import { clip } from '../testing/clips';
import { decoded, decodedByMediabunny, type Decoded } from '../testing/decoded';

/** Of the clip's empty ID3v2 tag. */
const TAG_BYTES = 20;
const RATE_HZ = 22_050;

const clipBytes = async (): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await clip('a-minor.mp3'));

async function expectSame(bytes: Uint8Array<ArrayBuffer>): Promise<Decoded> {
  const [walked, noted] = [await decoded(bytes, 'clip.mp3'), await decodedByMediabunny(bytes)];
  if (!walked.ok) throw new Error(walked.error.detail);
  const { frames, broke, planes: [plane] } = walked.value;
  expect(noted.frames).toBeGreaterThan(100_000);
  expect({ frames, broke: broke?.code, length: plane?.length }).toEqual({ frames: noted.frames, broke: noted.broke?.code, length: noted.planes[0]?.length });
  expect(plane?.findIndex((x, i) => x !== noted.planes[0]?.[i])).toBe(-1);
  return walked.value;
}

describe('MP3 frames that are walked give the very samples of those that mediabunny notes', () => {
  it('of a whole file', async () => {
    expect((await expectSame(await clipBytes())).broke).toBeNull();
  });

  it('behind tags, and in two lanes', async () => {
    const bytes = await clipBytes();
    const tag = Uint8Array.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0x0f, 0x50, ...new Array<number>(0x7d0).fill(0)]);
    // Beyond 30 s there are two lanes; the parts are joined, and each but the first has its Xing frame, which says 8 s.
    const music = bytes.subarray(TAG_BYTES);
    const first = music.subarray(mpegHeader(new DataView(music.buffer, TAG_BYTES).getUint32(0))?.bytes);
    const { frames } = await expectSame(Uint8Array.from([...tag, ...first, ...bytes, ...bytes, ...bytes, ...bytes]));
    expect(frames).toBeGreaterThan(39 * RATE_HZ);
  });

  it('with damage in its midst', async () => {
    const bytes = await clipBytes();
    for (let i = 12_000; i < 13_500; i++) bytes[i] = (i * 37) & 0xff;
    await expectSame(bytes);
  });

  it('of a torn file', async () => {
    await expectSame((await clipBytes()).slice(0, 20_001));
  });
});

describe('MP3 frames that a file does not begin with', () => {
  const random = (length: number) => Uint8Array.from({ length }, (_, i) => Math.imul(i + 1, 2654435761) >>> 23);

  it.each([
    ['zeros', new Uint8Array(9000)],
    ['something else', random(9000)],
    // MPEG 1, layer III, 128 kbit/s at 44.1 kHz, with nothing behind it.
    ['the head of another frame', Uint8Array.from([0xff, 0xfb, 0x90, 0x00, ...new Array<number>(300).fill(0)])],
    ['the head of a WAVE file of MP3', riffHead()],
  ])('are found behind %s', async (_, before) => {
    const music = (await clipBytes()).subarray(TAG_BYTES);
    const [alone, behind] = [await decoded(music, 'clip.mp3'), await decoded(new Uint8Array(await new Blob([before, music]).arrayBuffer()), 'clip.mp3')];
    if (!alone.ok || !behind.ok) throw new Error('Not opened.');
    expect(behind.value.planes).toEqual(alone.value.planes);
    expect(behind.value.announcedS).toBeCloseTo(alone.value.announcedS, 0);
  });

  it('are no reason to take anything else for music', async () => {
    expect(await decoded(random(200_000), 'clip.mp3')).toMatchObject({ ok: false, error: { code: 'not-audio' } });
  });
});

/** `fmt ` says format 85. */
function riffHead(): Uint8Array<ArrayBuffer> {
  const text = (ascii: string) => [...ascii].map((c) => c.charCodeAt(0));
  return Uint8Array.from([...text('RIFF'), 0, 0, 1, 0, ...text('WAVEfmt '), 16, 0, 0, 0, 85, 0, 1, 0, 0x22, 0x56, 0, 0, 0, 8, 0, 0, 1, 0, 0, 0, ...text('data'), 0, 0, 1, 0]);
}
