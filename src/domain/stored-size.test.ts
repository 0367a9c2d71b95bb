import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storedBytes } from './stored-size';

/** Of Node; its types are not among those of the page. */
const V8: string = 'node:v8';
const { serialize } = (await import(V8)) as { serialize(value: unknown): Uint8Array };

/** What the same serialiser makes of it outside of a database, without its header of two bytes. */
const serialised = (value: unknown): number => serialize(value).length - 2;

function integersIn(value: unknown): number {
  if (typeof value === 'object' && value !== null) return Object.values(value).reduce<number>((sum, each) => sum + integersIn(each), 0);
  return Number.isInteger(value) ? 1 : 0;
}

test('rows are as long as V8 makes them, to a few bytes in a hundred', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ depthSize: 'small' }, fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), tie('list'), tie('row')),
    list: fc.array(tie('any'), { maxLength: 5 }),
    row: fc.dictionary(fc.string({ maxLength: 12 }), tie('any'), { maxKeys: 8, noNullPrototype: true }),
  })).row;
  fc.assert(fc.property(value, (row) => {
    const [bytes, real] = [storedBytes(row), serialised(row)];
    // Strings of two bytes a sign are padded to even places; where V8 met a double before, it makes one of an integer, seven bytes longer.
    expect(real).toBeGreaterThanOrEqual(0.8 * bytes - 4);
    expect(real).toBeLessThanOrEqual(1.25 * bytes + 4 + 7 * integersIn(row));
  }));
});

test('arrays of numbers count with the whole buffer that they look at', () => {
  const buffer = new ArrayBuffer(4000);
  expect(storedBytes(new Float32Array(buffer))).toBeGreaterThanOrEqual(4000);
  expect(storedBytes(new Float32Array(buffer))).toBeLessThan(4020);
  expect(storedBytes(new Float32Array(buffer, 0, 10))).toBe(storedBytes(new Float32Array(buffer)));
});

test('blobs count with their content', () => {
  expect(storedBytes({ small: new Blob(['x'.repeat(3000)]) })).toBe(3000 + storedBytes({ small: null }) - 1);
});

test('nothing at all is a byte', () => {
  expect([null, undefined, true].map(storedBytes)).toEqual([1, 1, 1]);
});
