import { describe, expect, it } from 'vitest';
import { flacHeader, nextNumber, streamInfo, type StreamInfo } from './flac-header';
import { flacHead, streamInfoBody } from '../testing/flac';

const INFO: StreamInfo = { mostBlock: 4096, leastFrameBytes: 10, mostFrameBytes: 30_000, rateHz: 192_000, channels: 2, bits: 24, samples: 0 };

describe('the head of a FLAC stream', () => {
  it('tells rate, channels, bits and length', () => {
    expect(streamInfo(streamInfoBody({ rateHz: 192_000, channels: 6, bits: 24, block: 4608, samples: 2 ** 33 + 5 }))).toMatchObject({ rateHz: 192_000, channels: 6, bits: 24, mostBlock: 4608, samples: 2 ** 33 + 5 });
  });

  it('is none that is torn or describes no audio', () => {
    expect(streamInfo(streamInfoBody({ rateHz: 48_000, channels: 2, bits: 16, block: 4608, samples: 1 }).subarray(0, 33))).toBeNull();
    expect(streamInfo(new Uint8Array(34))).toBeNull();
  });
});

describe('the head of a FLAC frame', () => {
  it.each([[12, [192], 192_000], [13, [0x90, 0x88], 37_000], [14, [0x4b, 0x00], 192_000], [0, [], 192_000], [3, [], 192_000], [9, [], 44_100], [1, [], 88_200]])('with rate code %i is of %s', (rateCode, rate, rateHz) => {
    const head = flacHead({ number: 7, rateCode, rate });
    expect(flacHeader(head, { ...INFO, rateHz })).toEqual({ variable: false, number: 7, block: 4096 });
    expect(flacHeader(head, { ...INFO, rateHz: 16_000 })).toEqual(rateCode === 0 ? { variable: false, number: 7, block: 4096 } : null);
  });

  it.each([0, 127, 128, 2047, 2048, 65_535, 65_536, 2 ** 21 - 1, 2 ** 26 - 1, 2 ** 31 - 1, 2 ** 36 - 1])('has the number %i', (number) => expect(flacHeader(flacHead({ number }), INFO)?.number).toBe(number));

  it.each([[1, [], 192], [5, [], 4608], [6, [255], 256], [7, [0x11, 0xff], 4608], [8, [], 256], [15, [], 32_768]])('with size code %i has blocks of %s', (sizeCode, size, block) => {
    expect(flacHeader(flacHead({ number: 1, sizeCode, size }), INFO)?.block).toBe(block);
  });

  it('is none with a bit turned', () => {
    const head = flacHead({ number: 300 });
    for (let bit = 0; bit < head.length * 8; bit++) {
      const turned = head.slice();
      turned[bit >> 3] = (turned[bit >> 3] as number) ^ (128 >> (bit & 7));
      expect(flacHeader(turned, INFO)).toBeNull();
    }
    for (let length = 0; length < head.length; length++) expect(flacHeader(head.subarray(0, length), INFO)).toBeNull();
  });

  it('is followed by the next frame, or by the sample behind it', () => {
    expect(nextNumber({ variable: false, number: 3, block: 4096 })).toBe(4);
    expect(nextNumber({ variable: true, number: 3, block: 4096 })).toBe(4099);
  });
});
