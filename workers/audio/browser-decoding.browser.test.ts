import { expect, it } from 'vitest';
import { openAudio, type AudioSource } from './audio-source';
import { clip } from './testing/clips';

const MIDDLE_S = 4;
/** Decoders that begin anew need this long to give the same samples. */
const SETTLED_S = 0.5;
const COMPARED_S = 0.5;
/** More than a packet of Vorbis. */
const WIDEST_SHIFT = 1100;

/** Mono, from a time stamp on. */
async function stretch({ decoding, startS }: AudioSource, beginS: number, fromS: number): Promise<Float32Array> {
  let plane = new Float32Array(0);
  for await (const block of decoding.blocks(startS + beginS, Infinity)) {
    if (plane.length === 0) plane = new Float32Array(Math.round(COMPARED_S * block.sampleRate));
    const samples = new Float32Array(block.numberOfFrames);
    block.copyTo(samples, { planeIndex: 0, format: 'f32-planar', frameOffset: 0, frameCount: samples.length });
    const at = Math.round((block.timestamp - startS - fromS) * block.sampleRate);
    block.close();
    if (at >= plane.length) break;
    samples.forEach((x, i) => {
      if (at + i >= 0 && at + i < plane.length) plane[at + i] = x;
    });
  }
  return plane;
}

it.each(['mp3', 'm4a', 'aac', 'ogg', 'opus', 'flac'])('a decoder of %s that begins midway puts the music where one from the start does', async (ending) => {
  const opened = await openAudio(new File([await clip(`a-minor.${ending}`)], `clip.${ending}`));
  if (!opened.ok) throw new Error(opened.error.detail);
  const [fromStart, fromMiddle] = [await stretch(opened.value, 0, MIDDLE_S + SETTLED_S), await stretch(opened.value, MIDDLE_S, MIDDLE_S + SETTLED_S)];
  opened.value.dispose();
  expect(shiftBetween(fromStart, fromMiddle)).toBe(0);
});

/** Frames by which the second lies behind the first, found where least is left between them (AAC fills in noise, anew each time). */
function shiftBetween(one: Float32Array, other: Float32Array): number {
  const left = (shift: number) => one.subarray(WIDEST_SHIFT, one.length - WIDEST_SHIFT).reduce((sum, x, i) => sum + (x - (other[i + WIDEST_SHIFT + shift] as number)) ** 2, 0);
  const shifts = Array.from({ length: 2 * WIDEST_SHIFT + 1 }, (_, i) => i - WIDEST_SHIFT);
  const all = shifts.map(left);
  return shifts[all.indexOf(Math.min(...all))] as number;
}
