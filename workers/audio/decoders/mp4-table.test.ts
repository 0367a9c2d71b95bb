import { describe, expect, it } from 'vitest';
import { sampleTable, samplesOf } from './mp4-table';

const u32 = (...numbers: readonly number[]): number[] => numbers.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]);
const box = (id: string, ...body: readonly number[]): number[] => [...u32(8 + body.length), ...[...id].map((c) => c.charCodeAt(0)), ...body];
const FLAGS = [0, 0, 0, 0];

const TABLES = {
  // Two of 100 units, then three of 50.
  stts: box('stts', ...FLAGS, ...u32(2, 2, 100, 3, 50)),
  // Two frames in the first chunk, one in each that follows.
  stsc: box('stsc', ...FLAGS, ...u32(2, 1, 2, 1, 2, 1, 1)),
  stsz: box('stsz', ...FLAGS, ...u32(0, 5, 10, 20, 30, 40, 50)),
  stco: box('stco', ...FLAGS, ...u32(4, 1000, 2000, 1500, 3000)),
};

function moov(tables: Readonly<Record<string, readonly number[]>>, beside: readonly number[] = []): DataView {
  const head = box('mdhd', ...FLAGS, ...u32(0, 0, 1000, 350, 0));
  const other = box('trak', ...box('tkhd', ...FLAGS, ...u32(0, 0, 1)));
  const track = box('trak', ...box('tkhd', ...FLAGS, ...u32(0, 0, 2)), ...box('mdia', ...head, ...box('minf', ...box('stbl', ...Object.values(tables).flat()))));
  return new DataView(Uint8Array.from([...other, ...track, ...beside]).buffer);
}

function frames(view: DataView, fromUnits = -Infinity): number[][] | null {
  const table = sampleTable(view, 2);
  return table && [...samplesOf(table, fromUnits)].map(({ at, bytes, units }) => [at, bytes, units]);
}

const ALL = [[1000, 10, 0], [1010, 20, 100], [2000, 30, 200], [1500, 40, 250], [3000, 50, 300]];

describe('frames of an MP4 track', () => {
  it('lie where its tables say', () => {
    expect(frames(moov(TABLES))).toEqual(ALL);
    expect(sampleTable(moov(TABLES), 2)?.unitHz).toBe(1000);
  });

  it('begin at the one that a time lies in', () => {
    expect(frames(moov(TABLES), 220)).toEqual(ALL.slice(2));
    expect(frames(moov(TABLES), 1000)).toEqual([]);
  });

  it('may lie beyond 4 GB', () => {
    const { stts, stsc, stsz } = TABLES;
    expect(frames(moov({ stts, stsc, stsz, co64: box('co64', ...FLAGS, ...u32(1, 2, 5)) }))?.[0]).toEqual([2 * 2 ** 32 + 5, 10, 0]);
  });

  it('are no more than there is room for in a table that claims more', () => {
    expect(frames(moov({ ...TABLES, stsz: box('stsz', ...FLAGS, ...u32(0, 0xffff_ffff, 10, 20, 30)) }))).toEqual(ALL.slice(0, 3));
    expect(frames(moov({ ...TABLES, stsc: box('stsc', ...FLAGS, ...u32(1, 1, 0xffff_ffff, 1)) }))).toHaveLength(5);
  });

  it.each([
    ['in fragments', moov(TABLES, box('mvex'))],
    ['out of the order of their times', moov({ ...TABLES, ctts: box('ctts') })],
    ['of one size', moov({ ...TABLES, stsz: box('stsz', ...FLAGS, ...u32(4, 5)) })],
    ['without a table of durations', moov({ stsc: TABLES.stsc, stsz: TABLES.stsz, stco: TABLES.stco })],
    ['of another track', moov({})],
  ])('are left to another reader %s', (_, view) => {
    expect(frames(view)).toBeNull();
  });
});
