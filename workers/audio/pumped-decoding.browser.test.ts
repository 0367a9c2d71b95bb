import { expect, it } from 'vitest';
import { clip } from './testing/clips';
import { decoded, decodedByMediabunny, type Decoded } from './testing/decoded';

async function bothWays(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<readonly [Decoded, Decoded]> {
  const pumped = await decoded(bytes, name);
  if (!pumped.ok) throw new Error(pumped.error.detail);
  return [pumped.value, await decodedByMediabunny(bytes)];
}

const figures = ({ planes, frames, broke }: Decoded) => ({ planes: planes.map(({ length }) => length), frames, broke: broke?.code ?? null });

/** Energy of the difference, as a part of all. */
function leftOver(one: Float32Array, other: Float32Array): number {
  const all = other.reduce((sum, x) => sum + x * x, 0);
  return one.reduce((sum, x, i) => sum + (x - (other[i] as number)) ** 2, 0) / all;
}

it.each(['m4a', 'aac', 'ogg', 'opus'])('%s through our own pump is what mediabunny makes of it', async (ending) => {
  const [pumped, usual] = await bothWays(await clip(`a-minor.${ending}`), `clip.${ending}`);
  expect(usual.frames).toBeGreaterThan(50_000);
  expect(figures(pumped)).toEqual(figures(usual));
  // AAC fills in noise, anew each time.
  pumped.planes.forEach((plane, i) => expect(leftOver(plane, usual.planes[i] as Float32Array)).toBeLessThan(ending === 'm4a' || ending === 'aac' ? 1e-3 : 1e-12));
});

it.each(['m4a', 'aac', 'ogg', 'opus'])('of a torn %s nothing is lost', async (ending) => {
  const whole = ending === 'm4a' ? tablesFirst(await clip('a-minor.m4a')) : await clip(`a-minor.${ending}`);
  const [pumped, usual] = await bothWays(whole.slice(0, Math.floor(whole.length * 0.7)), `clip.${ending}`);
  expect(pumped.frames).toBeGreaterThan(40_000);
  // What was decoded before the damage is given, which mediabunny drops.
  expect(pumped.frames).toBeGreaterThanOrEqual(usual.frames);
  expect(pumped.broke?.code).toBe(usual.broke?.code);
});

/** As encoders that look ahead write it: the box of tables before the music. */
function tablesFirst(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer);
  const find = (name: string) => bytes.findIndex((_, i) => [...name].every((c, k) => bytes[i + k] === c.charCodeAt(0))) - 4;
  const [music, tables, offsets] = ['mdat', 'moov', 'stco'].map(find) as [number, number, number];
  const [musicBytes, tablesBytes] = [view.getUint32(music), view.getUint32(tables)];
  for (let i = 0; i < view.getUint32(offsets + 12); i++) view.setUint32(offsets + 16 + 4 * i, view.getUint32(offsets + 16 + 4 * i) + tablesBytes);
  const moved = bytes.slice();
  moved.set(bytes.subarray(tables, tables + tablesBytes), music);
  moved.set(bytes.subarray(music, music + musicBytes), music + tablesBytes);
  return moved;
}
