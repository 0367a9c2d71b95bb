import { expect, test } from 'vitest';
import { parseFile } from './parse-file';

/** A file of Monkey's Audio 3.99 that is all header, with so many frames of 73,728 samples at 44.1 kHz. */
function monkeysAudio(frames: number, sizeBytes: number): Blob {
  const bytes = new Uint8Array(sizeBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('MAC '));
  view.setUint16(4, 3990, true);
  view.setUint32(8, 52, true);
  view.setUint32(12, 24, true);
  const header = 52;
  view.setUint16(header, 2000, true);
  view.setUint32(header + 4, 73_728, true);
  view.setUint32(header + 8, 73_728, true);
  view.setUint32(header + 12, frames, true);
  view.setUint16(header + 16, 16, true);
  view.setUint16(header + 18, 2, true);
  view.setUint32(header + 20, 44_100, true);
  return new Blob([bytes]);
}

async function durationS(file: Blob): Promise<number | null> {
  const parsed = await parseFile(file, 'song.ape');
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value.technical.durationS;
}

test('a length that no file of that size can have is not known', async () => {
  expect(await durationS(monkeysAudio(10, 4_096))).toBeCloseTo(16.718, 3);
  expect(await durationS(monkeysAudio(4_000_000_000, 4_096))).toBeNull();
});
