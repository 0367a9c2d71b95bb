import { describe, expect, it } from 'vitest';
import { rateInKhz } from './flac';

const STREAM_INFO = [0, 0, 0, 34, ...new Array<number>(34).fill(0)];
const COMMENT = [0x84, 0, 0, 3, 1, 2, 3];
/** A first frame whose third byte holds block size and rate. */
const flac = (third: number, before: number[] = []): Blob => new Blob([Uint8Array.from([...before, 0x66, 0x4c, 0x61, 0x43, ...STREAM_INFO, ...COMMENT, 0xff, 0xf8, third, 0x18, 0])]);

describe('the rate in the frames of a FLAC file', () => {
  it('is in kHz where its code is 12, behind all metadata', async () => {
    expect(await rateInKhz(flac(0xcc))).toBe(true);
    expect(await rateInKhz(flac(0xcc, [0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 2, 0, 0]))).toBe(true);
  });

  it.each([0xc0, 0xc3, 0xc9, 0xcb, 0xcd, 0xce])('is not with the code in %i', async (third) => expect(await rateInKhz(flac(third))).toBe(false));

  it('is not known of torn or other files', async () => {
    expect(await rateInKhz(flac(0xcc).slice(0, 48))).toBe(false);
    expect(await rateInKhz(new Blob([new Uint8Array(100)]))).toBe(false);
  });
});
