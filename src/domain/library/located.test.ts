import { expect, test } from 'vitest';
import type { ContentKey, TrackId } from './ids';
import { findings, type Located } from './located';

const row = (id: number, path: string, key: string | null): Located => ({ trackId: id as TrackId, path, contentKey: key as ContentKey | null });
const pair = (missing: number, found: number) => ({ missing, found });

test('files of a folder that was moved are found by their place and audio', () => {
  const missing = [row(1, 'Old/A/1.mp3', 'a'), row(2, 'Old/A/2.mp3', 'b')];
  const here = [row(11, 'New/A/1.mp3', 'a'), row(12, 'New/A/2.mp3', 'b')];
  expect(findings(missing, 'Old', here, 'New')).toEqual({ same: [pair(1, 11), pair(2, 12)], other: [], still: [] });
});

test('a renamed file is found by its audio', () => {
  expect(findings([row(1, 'Old/1.mp3', 'a')], 'Old', [row(11, 'x/y.mp3', 'a')], '')).toEqual({ same: [pair(1, 11)], other: [], still: [] });
});

test('two copies of one recording each find their own, by name', () => {
  const missing = [row(1, 'O/one.mp3', 'a'), row(2, 'O/two.mp3', 'a')];
  const here = [row(11, 'N/deep/two.mp3', 'a'), row(12, 'N/deep/one.mp3', 'a')];
  expect(findings(missing, 'O', here, 'N').same).toEqual([pair(1, 12), pair(2, 11)]);
});

test('other audio at the same place is never taken without asking', () => {
  expect(findings([row(1, 'Old/1.mp3', 'a')], 'Old', [row(11, 'New/1.mp3', 'b')], 'New')).toEqual({ same: [], other: [pair(1, 11)], still: [] });
  expect(findings([row(1, 'Old/1.mp3', null)], 'Old', [row(11, 'New/1.mp3', null)], 'New').same).toEqual([]);
});

test('what is nowhere is said', () => {
  expect(findings([row(1, 'Old/1.mp3', 'a')], 'Old', [row(11, 'New/2.mp3', 'b')], 'New')).toEqual({ same: [], other: [], still: [1] });
});
