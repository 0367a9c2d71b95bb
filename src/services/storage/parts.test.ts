import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weighParts, type Measured } from './parts';

const rows = { tracks: 100, sounds: 400, vectors: 50, covers: 200, choices: 0, index: 50 };
const files = { kept: 1000, copied: 0, demo: 0 };

test('what the browser counts beyond the parts is the rest, last of all', () => {
  expect(weighParts({ rows, files, appBytes: 300, usedBytes: 4000 })).toEqual([
    { name: 'kept', bytes: 1000 }, { name: 'sounds', bytes: 400 }, { name: 'app', bytes: 300 }, { name: 'covers', bytes: 200 },
    { name: 'tracks', bytes: 100 }, { name: 'vectors', bytes: 50 }, { name: 'index', bytes: 50 }, { name: 'rest', bytes: 1900 },
  ]);
});

test('rows that the database compresses give way by their shares; files stay as they are', () => {
  const parts = new Map(weighParts({ rows, files, appBytes: 300, usedBytes: 1700 }).map(({ name, bytes }) => [name, bytes]));
  expect(Object.fromEntries(parts)).toEqual({ kept: 1000, app: 300, sounds: 200, covers: 100, tracks: 50, vectors: 25, index: 25 });
});

test('a browser that says nothing of the whole gets the parts as measured', () => {
  const parts = weighParts({ rows, files, appBytes: 0, usedBytes: null });
  expect(parts.find(({ name }) => name === 'rest')).toBeUndefined();
  expect(parts.find(({ name }) => name === 'sounds')).toEqual({ name: 'sounds', bytes: 400 });
});

test('the parts add up to what the browser counts, unless files alone are more', () => {
  const bytes = fc.nat(1e12);
  const measured: fc.Arbitrary<Measured> = fc.record({
    rows: fc.record({ tracks: bytes, sounds: bytes, vectors: bytes, covers: bytes, choices: bytes, index: bytes }),
    files: fc.record({ kept: bytes, copied: bytes, demo: bytes }),
    appBytes: bytes,
    usedBytes: bytes,
  });
  fc.assert(fc.property(measured, (each) => {
    const exact = each.files.kept + each.files.copied + each.files.demo + each.appBytes;
    const total = weighParts(each).reduce((sum, part) => sum + part.bytes, 0);
    // Each part is rounded to a byte.
    expect(Math.abs(total - Math.max(exact, each.usedBytes ?? 0))).toBeLessThanOrEqual(7);
  }));
});
