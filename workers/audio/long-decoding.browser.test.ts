import { expect, it } from 'vitest';
import { openAudio } from './audio-source';
import { decode } from './decode';
import { clip } from './testing/clips';

/** The clips last 8 s. */
const SPARED_S = 1;

interface Heard {
  readonly planes: readonly Float32Array[];
  readonly frames: number;
  readonly broke: string | null;
}

async function heard(bytes: Uint8Array<ArrayBuffer>, name: string, longS: number): Promise<Heard> {
  const opened = await openAudio(new File([bytes], name), undefined, longS);
  if (!opened.ok) throw new Error(opened.error.detail);
  let planes: Float32Array[] = [];
  const outcome = await decode(opened.value, (_, channels) => {
    if (planes.length === 0) planes = Array.from({ length: channels }, () => new Float32Array(60 * 48_000));
    return (given, frames, startFrame) => given.forEach((plane, i) => planes[i]?.set(plane.subarray(0, frames), startFrame));
  });
  opened.value.dispose();
  if (!outcome.ok) throw new Error(outcome.error.detail);
  return { planes: planes.map((plane) => plane.subarray(0, outcome.value.endFrame)), frames: outcome.value.frames, broke: outcome.value.broke?.code ?? null };
}

async function expectSame(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<void> {
  const [spared, usual] = [await heard(bytes, name, SPARED_S), await heard(bytes, name, Infinity)];
  expect(usual.frames).toBeGreaterThan(50_000);
  expect({ ...spared, planes: spared.planes.map(({ length }) => length) }).toEqual({ ...usual, planes: usual.planes.map(({ length }) => length) });
  // AAC fills in noise, anew each time.
  spared.planes.forEach((plane, i) => expect(leftOver(plane, usual.planes[i] as Float32Array)).toBeLessThan(name.endsWith('m4a') || name.endsWith('aac') ? 1e-3 : 1e-12));
}

/** Energy of the difference, as a part of all. */
function leftOver(one: Float32Array, other: Float32Array): number {
  const all = other.reduce((sum, x) => sum + x * x, 0);
  return one.reduce((sum, x, i) => sum + (x - (other[i] as number)) ** 2, 0) / all;
}

it.each(['m4a', 'aac', 'ogg', 'opus'])('%s that is decoded sparing memory, as of hours, is the same', async (ending) => {
  await expectSame(await clip(`a-minor.${ending}`), `clip.${ending}`);
});

it.each(['aac', 'ogg', 'opus'])('of a torn %s nothing is lost', async (ending) => {
  const [whole, name] = [await clip(`a-minor.${ending}`), `clip.${ending}`];
  const torn = whole.slice(0, Math.floor(whole.length * 0.7));
  const [spared, usual] = [await heard(torn, name, SPARED_S), await heard(torn, name, Infinity)];
  expect(usual.frames).toBeGreaterThan(40_000);
  // What was decoded before the damage is given, which mediabunny drops.
  expect(spared.frames).toBeGreaterThanOrEqual(usual.frames);
  expect(spared.broke).toBe(usual.broke);
});
