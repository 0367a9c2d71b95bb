import { describe, expect, it } from 'vitest';
import { gaplessSaid, itunesGapless, lameGapless, mp4Gapless, oggGapless } from './gapless';

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));
const uint32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const box = (type: string, ...body: number[][]): number[] => {
  const bytes = body.flat();
  return [...uint32(bytes.length + 8), ...ascii(type), ...bytes];
};
const zeros = (count: number) => new Array<number>(count).fill(0);

describe('an MP3 file', () => {
  const frame = (header: number[], sideBytes: number, encoder: string) => {
    const bytes = [...header, ...zeros(sideBytes), ...ascii('Info'), ...uint32(0xf), ...uint32(307), ...uint32(0), ...zeros(100), ...uint32(0), ...ascii(encoder.padEnd(9)), ...zeros(12), 0x24, 0x04, 0x85];
    return Uint8Array.from([...bytes, ...zeros(400)]);
  };

  it('notes delay and padding of LAME behind the fields of Xing', () => {
    // 0x240 = 576 and 0x485 = 1157 frames, of 307 frames of 1152.
    const expected = { delayFrames: 576 + 529, paddingFrames: 1157 - 529, totalFrames: 307 * 1152 - 576 - 1157 };
    expect(lameGapless(frame([0xff, 0xfb, 0x90, 0x44], 32, 'LAME3.100'))).toEqual(expected);
    expect(lameGapless(frame([0xff, 0xfb, 0x90, 0xc4], 17, 'Lavc60.31'))).toEqual(expected);
  });

  it('of half the rate has frames of half the length', () => {
    expect(lameGapless(frame([0xff, 0xf3, 0x90, 0x44], 17, 'LAME3.100'))?.totalFrames).toBe(307 * 576 - 576 - 1157);
  });

  it('without such a tag, or torn, notes nothing', () => {
    expect(lameGapless(frame([0xff, 0xfb, 0x90, 0x44], 32, 'Other'))).toBeNull();
    expect(lameGapless(Uint8Array.from([0xff, 0xfb, 0x90, 0x44, ...zeros(400)]))).toBeNull();
    expect(lameGapless(frame([0xff, 0xfb, 0x90, 0x44], 32, 'LAME3.100').subarray(0, 160))).toBeNull();
  });
});

describe('iTunes', () => {
  it('notes delay, padding and length in hexadecimal', () => {
    expect(itunesGapless(' 00000000 00000840 000001CA 00000000003F31F6 00000000')).toEqual({ delayFrames: 0x840, paddingFrames: 0x1ca, totalFrames: 0x3f31f6 });
  });

  it.each(['', 'nothing', ' 00000000 00000840', ' 00000000 00000840 000001CA 0000000000000000 0'])('%j is no note', (text) => expect(itunesGapless(text)).toBeNull());
});

describe('an MP4 file', () => {
  const track = (elst: number[]) => box('trak', box('edts', box('elst', elst)), box('mdia', box('mdhd', [...zeros(12), ...uint32(44_100), ...zeros(8)]), box('hdlr', [...zeros(8), ...ascii('soun'), ...zeros(12)])));
  const movie = box('mvhd', [...zeros(12), ...uint32(1000), ...zeros(80)]);

  it('is read by its edit list', () => {
    const moov = Uint8Array.from([...movie, ...track([...zeros(4), ...uint32(1), ...uint32(8000), ...uint32(1024), ...uint32(0x10000)])]);
    expect(mp4Gapless(moov)).toEqual({ delayFrames: 1024, paddingFrames: null, totalFrames: 352_800 });
  });

  it('of iTunes is read by its note', () => {
    const note = box('----', box('mean', zeros(4), ascii('com.apple.iTunes')), box('name', zeros(4), ascii('iTunSMPB')), box('data', uint32(1), zeros(4), ascii(' 00000000 00000840 000001CA 00000000003F31F6 00000000 00000000')));
    expect(mp4Gapless(Uint8Array.from([...movie, ...box('udta', note)]))).toEqual({ delayFrames: 0x840, paddingFrames: 0x1ca, totalFrames: 0x3f31f6 });
  });

  it('with several edits, none, or a torn one says nothing', () => {
    expect(mp4Gapless(Uint8Array.from([...movie, ...track([...zeros(4), ...uint32(2), ...zeros(24)])]))).toBeNull();
    expect(mp4Gapless(Uint8Array.from(movie))).toBeNull();
    expect(mp4Gapless(Uint8Array.from([...movie, ...track([0, 0])]))).toBeNull();
  });
});

describe('another device', () => {
  it.each([[{ delayFrames: 1, paddingFrames: null, totalFrames: 2 }], [{ delayFrames: 0, paddingFrames: 3, totalFrames: 2 }]])('is believed in %j', (said) => expect(gaplessSaid(said)).toEqual(said));
  it.each([[null], ['1'], [{}], [{ delayFrames: -1, paddingFrames: 0, totalFrames: 2 }], [{ delayFrames: 1, paddingFrames: 'x', totalFrames: 2 }], [{ delayFrames: NaN, paddingFrames: 0, totalFrames: 2 }]])('is not believed in %j', (said) => expect(gaplessSaid(said)).toBeNull());
});

describe('an Ogg file', () => {
  const page = (position: number, packet: number[], stream = 7) => [
    ...ascii('OggS'), 0, 0, position & 255, (position >> 8) & 255, (position >> 16) & 255, position >> 24, ...(position < 0 ? [255, 255, 255, 255] : zeros(4)),
    stream, 0, 0, 0, ...zeros(8), 1, packet.length, ...packet,
  ];
  const opus = Uint8Array.from(page(0, [...ascii('OpusHead'), 1, 2, 0x38, 0x01, ...zeros(9)]));

  it('of Opus is 312 frames late, and ends where its last page says', () => {
    expect(oggGapless(opus, Uint8Array.from([...page(384_312, zeros(30)), ...page(-1, zeros(9)), ...page(999, zeros(9), 8)]))).toEqual({ delayFrames: 312, paddingFrames: null, totalFrames: 384_000 });
  });

  it('of Vorbis begins at once', () => {
    const vorbis = Uint8Array.from(page(0, [1, ...ascii('vorbis'), ...zeros(23)]));
    expect(oggGapless(vorbis, Uint8Array.from(page(352_800, zeros(30))))).toEqual({ delayFrames: 0, paddingFrames: null, totalFrames: 352_800 });
  });

  it('of another codec, or without an end, says nothing', () => {
    expect(oggGapless(Uint8Array.from(page(0, zeros(40))), opus)).toBeNull();
    expect(oggGapless(opus, new Uint8Array(0))).toBeNull();
  });
});
