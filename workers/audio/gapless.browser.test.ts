import { expect, it } from 'vitest';
import { behindTags } from './decoders/bytes';
import { readGapless } from './gapless';
import { clip } from './testing/clips';

// Eight seconds, at 22.05 kHz where not said otherwise.
it.each([
  ['a-minor.mp3', { delayFrames: 1105, totalFrames: 176_400 }],
  ['a-minor.m4a', { delayFrames: 1024, totalFrames: 176_400 }],
  ['a-minor.ogg', { delayFrames: 0, totalFrames: 176_400 }],
  // 48 kHz.
  ['a-minor.opus', { delayFrames: 312, totalFrames: 384_000 }],
])('%s notes how long the music is, and where it begins', async (name, expected) => {
  expect(await readGapless(await behindTags(new Blob([await clip(name)])))).toMatchObject(expected);
});

it.each(['a-minor.flac', 'a-minor.aac', 'wavpack.wv'])('%s notes nothing', async (name) => {
  expect(await readGapless(await behindTags(new Blob([await clip(name)])))).toBeNull();
});
