import { describe, expect, it } from 'vitest';
import { parseCueSheet, segmentsOf } from '../../../src/domain/library/cue-sheet';
import { PagedReader } from '../paged-reader';
import { ascii, big } from '../testing/id3v2';
import { flacCueSheet } from './flac-cue-sheet';

interface Track {
  readonly no: number;
  readonly offset: number;
  readonly isrc?: string;
  readonly data?: boolean;
  /** Number and offset. */
  readonly indices?: readonly (readonly [number, number])[];
}

const zeros = (count: number) => Array.from({ length: count }, () => 0);

function trackBytes({ no, offset, isrc = '', data = false, indices = [[1, 0]] }: Track): number[] {
  const listed = indices.flatMap(([index, from]) => [...big(from, 8), index, 0, 0, 0]);
  return [...big(offset, 8), no, ...ascii(isrc.padEnd(12, '\0')), data ? 0x80 : 0, ...zeros(13), indices.length, ...listed];
}

function cueBlock(tracks: readonly Track[], catalog = ''): number[] {
  return [...ascii(catalog.padEnd(128, '\0')), ...big(88_200, 8), 0x80, ...zeros(258), tracks.length, ...tracks.flatMap(trackBytes)];
}

const block = (type: number, body: readonly number[], last = false) => [type | (last ? 128 : 0), ...big(body.length, 3), ...body];

function flac(sampleRateHz: number, ...blocks: number[][]): PagedReader {
  const info = [...zeros(10), ...big(sampleRateHz * 4096 + 0x2f0, 4), ...zeros(20)];
  return new PagedReader(new Blob([Uint8Array.from([...ascii('fLaC'), ...block(0, info), ...blocks.flat(), ...ascii('frames')])]));
}

const sheetOf = async (reader: PagedReader) => (await flacCueSheet(reader, 0)).map((tag) => parseCueSheet(String(tag.value)));

describe('the cue sheet block of FLAC', () => {
  it('gives tracks of sound from their index 1, without the lead-out and without data', async () => {
    const body = cueBlock([
      { no: 1, offset: 0, isrc: 'FRZ039800212', indices: [[0, 0], [1, 588 * 150]] },
      { no: 2, offset: 44_100 * 70 },
      { no: 3, offset: 44_100 * 90, data: true },
      { no: 170, offset: 44_100 * 100, indices: [] },
    ], '1234567890123');
    const [sheet] = await sheetOf(flac(44_100, block(1, zeros(8)), block(5, body, true)));
    expect(sheet).toEqual({ catalog: '1234567890123', files: [{ name: '', tracks: [{ no: 1, isrc: 'FRZ039800212', startFrame: 150 }, { no: 2, startFrame: 70 * 75 }] }] });
    expect(sheet?.files.flatMap(segmentsOf)).toHaveLength(2);
  });

  it('of another rate than a CD’s is kept to the nearest of its frames', async () => {
    const tracks = [{ no: 1, offset: 0 }, { no: 2, offset: 96_000 + 639 }, { no: 255, offset: 96_000 * 9, indices: [] }];
    const [sheet] = await sheetOf(flac(96_000, block(5, cueBlock(tracks), true)));
    expect(sheet?.files[0]?.tracks.map((track) => track.startFrame)).toEqual([0, 75]);
  });

  it('of one track says nothing, and neither does one that is cut off, or none', async () => {
    const one = cueBlock([{ no: 1, offset: 0 }, { no: 170, offset: 44_100, indices: [] }]);
    const two = cueBlock([{ no: 1, offset: 0 }, { no: 2, offset: 44_100 }]);
    expect(await sheetOf(flac(44_100, block(5, one, true)))).toEqual([]);
    expect(await sheetOf(flac(44_100, block(5, two.slice(0, -20), true)))).toEqual([]);
    expect(await sheetOf(flac(0, block(5, two, true)))).toEqual([]);
    expect(await sheetOf(flac(44_100, block(1, zeros(8), true), block(5, two)))).toEqual([]);
  });
});
