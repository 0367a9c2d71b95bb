import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiFailure } from './errors';
import { decodeBody } from './msgpack';
import { isSoundMsgpack } from './msgpack-scan';

const packed = (value: unknown): Buffer => Buffer.from(encode(value));
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);
/** MessagePack has no sign for zero as an integer, which is what -0 is packed as: 0 is its value. */
const number = fc.double({ noNaN: true }).map((value) => value + 0);
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer(), number, fc.boolean(), fc.constant(null), fc.uint8Array({ maxLength: 70_000 }),
    fc.array(tie('value'), { maxLength: 40 }),
    fc.dictionary(fc.string({ maxLength: 20 }).filter((key) => !RESERVED.has(key)), tie('value'), { maxKeys: 30, noNullPrototype: true }),
  ),
})).value;

describe('a MessagePack body', () => {
  it('is read as it was packed', () => {
    fc.assert(fc.property(values, (value) => {
      expect(decodeBody(packed(value))).toEqual(value);
    }));
  });

  it('is refused when any of its end is missing, or anything follows', () => {
    fc.assert(fc.property(values, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (value, part) => {
      const whole = packed(value);
      expect(isSoundMsgpack(whole.subarray(0, Math.floor(whole.length * part)))).toBe(false);
      expect(isSoundMsgpack(Buffer.concat([whole, Buffer.from([0xc0])]))).toBe(false);
    }));
  });

  it('of any bytes is read or refused as a bad request, never another failure', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        decodeBody(Buffer.from(bytes));
      } catch (thrown) {
        expect(thrown instanceof ApiFailure && thrown.code).toBe('bad-request');
      }
    }), { numRuns: 3_000 });
  });

  it.each([
    ['a list of four thousand million', [0xdd, 0xff, 0xff, 0xff, 0xff]],
    ['a map of four thousand million', [0xdf, 0xff, 0xff, 0xff, 0xff]],
    ['a text of four thousand million letters', [0xdb, 0xff, 0xff, 0xff, 0xff, 0x61]],
    ['bytes of four thousand million', [0xc6, 0xff, 0xff, 0xff, 0xff, 0x61]],
  ])('that claims %s is refused before room is made for it', (_name, bytes) => {
    expect(isSoundMsgpack(Uint8Array.from(bytes))).toBe(false);
  });

  it('deeper than any of ours is refused', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect([isSoundMsgpack(packed(nested(10))), isSoundMsgpack(packed(nested(40)))]).toEqual([true, false]);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('with the key %s is refused', (key) => {
    const map = Buffer.concat([Buffer.from([0x81]), packed(key), packed({ isAdmin: true })]);
    expect(() => decodeBody(map)).toThrow(ApiFailure);
  });

  it('with a number for a key is refused', () => {
    expect(() => decodeBody(Buffer.from([0x81, 0x01, 0x02]))).toThrow(ApiFailure);
  });
});
