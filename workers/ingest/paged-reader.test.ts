// How few reads a file costs: in a browser each costs more than what it reads.
import { expect, test } from 'vitest';
import { findRegion } from './audio-region/find-region';
import { HEAD_BYTES, PagedReader, TAIL_BYTES, WHOLE_BYTES } from './paged-reader';

function readerOf(bytes: Uint8Array<ArrayBuffer>) {
  const blob = new Blob([bytes]);
  const reads: [number, number][] = [];
  const reader = new PagedReader({
    size: blob.size,
    arrayBuffer: () => (reads.push([0, blob.size]), blob.arrayBuffer()),
    slice: (start = 0, end = blob.size) => (reads.push([start, end]), blob.slice(start, end)),
  });
  return { reader, reads };
}

/** Frames of MPEG 1 layer 3, 128 kbps, 44.1 kHz, without padding: 417 bytes. */
function mp3(frames: number, appended = new Uint8Array(0), said = frames * 417): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(frames * 417 + appended.length);
  for (let i = 0; i < frames; i++) bytes.set([0xff, 0xfb, 0x90, 0x44, ...(i === 0 ? [] : [0, i & 255, i >> 8])], i * 417);
  bytes.set(new TextEncoder().encode('Info'), 36);
  const view = new DataView(bytes.buffer);
  view.setUint32(40, 3);
  view.setUint32(44, frames);
  view.setUint32(48, said);
  bytes.set(appended, frames * 417);
  return bytes;
}

const id3v1 = Uint8Array.from({ length: 128 }, (_, i) => 'TAG'.charCodeAt(i) || 0);

test('a small file is read once', async () => {
  const { reader, reads } = readerOf(mp3(400));
  expect(await findRegion(reader, 'mp3')).not.toBeNull();
  await reader.read(reader.size - 10, 10);
  expect(reads).toEqual([[0, reader.size]]);
  expect(reader.size).toBeLessThan(WHOLE_BYTES);
});

test('an MP3 that says where its audio ends, at its last byte, is not looked at there', async () => {
  const { reader, reads } = readerOf(mp3(4000));
  await findRegion(reader, 'mp3');
  expect(reads).toHaveLength(2);
  expect(reads[0]).toEqual([0, HEAD_BYTES]);
  expect(reads[1]?.[1]).toBeLessThan(reader.size - TAIL_BYTES);
});

test.each([['a tag stands behind it', mp3(4000, id3v1)], ['it says too little', mp3(4000, undefined, 9)], ['it says nothing', mp3(4000, id3v1, 0)]])('it is where %s', async (_, bytes) => {
  const { reader, reads } = readerOf(bytes);
  const region = await findRegion(reader, 'mp3');
  expect(reads).toContainEqual([reader.size - TAIL_BYTES, reader.size]);
  expect(region?.sample.length).toBe(3999 * 417);
});

test('audio has one key whether or not a tag behind it was looked for', async () => {
  const regions = await Promise.all([mp3(4000), mp3(4000, id3v1), mp3(4000, undefined, 9)].map((bytes) => findRegion(readerOf(bytes).reader, 'mp3')));
  expect(regions[1]).toEqual(regions[0]);
  expect(regions[2]?.sample.length).toBe(regions[0]?.sample.length);
});
