import { expect, test } from 'vitest';
import { parseManifest } from './manifest';

test('a list of files with sizes is a manifest', () => {
  const list = { files: [{ path: 'Album/01 Title.mp3', sizeBytes: 123 }] };
  expect(parseManifest(list)).toEqual(list);
});

test.each([null, '<!doctype html>', {}, { files: [{ path: 'a.mp3' }] }])('%j is none', (value) => {
  expect(parseManifest(value)).toBeNull();
});

test.each(['../a.mp3', '/a.mp3', 'a//b.mp3', './a.mp3'])('the path %s would leave the folder', (path) => {
  expect(parseManifest({ files: [{ path, sizeBytes: 1 }] })).toBeNull();
});
