import fc from 'fast-check';
import { expect, it } from 'vitest';
import { floatKeys, identity, reversedKeys, sortedByKey } from './radix';

const keys = fc.array(fc.integer({ min: 0, max: 0xffffffff })).map((list) => Uint32Array.from(list));

it('sorts like a stable comparison sort', () => {
  fc.assert(fc.property(keys, fc.integer({ min: 1, max: 5 }), (values, buckets) => {
    const coarse = values.map((value) => value % buckets);
    const expected = [...identity(values.length)].sort((a, b) => (coarse[a] as number) - (coarse[b] as number));
    expect([...sortedByKey(identity(values.length), coarse)]).toEqual(expected);
  }));
});

it('sorts keys of the full width', () => {
  fc.assert(fc.property(keys, (values) => {
    expect([...sortedByKey(identity(values.length), values)].map((i) => values[i])).toEqual([...values].sort((a, b) => a - b));
  }));
});

it('gives floats keys in their order, NaN last', () => {
  const values = Float32Array.from([NaN, 3.5, -2, 0, -100.25, 1e9]);
  expect([...sortedByKey(identity(6), floatKeys(values))].map((i) => values[i])).toEqual([-100.25, -2, 0, 3.5, 1e9, NaN]);
});

it('keeps "no value" last when the order is reversed', () => {
  const values = Uint32Array.from([0xffffffff, 0, 7, 0xfffffffe]);
  expect([...sortedByKey(identity(4), reversedKeys(values))]).toEqual([3, 2, 1, 0]);
});
