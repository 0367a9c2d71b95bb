// The colours that a picture is made of, as a person would name them: near ones are one.
import type { WeighedColour } from '../../src/domain/library/cover';
import { oklab, oklchOf } from './oklab';

const MOST_COLOURS = 4;
/** Share of the picture below which a colour is a detail. */
const LEAST_SHARE = 0.03;
/** In OKLab: nearer than this, two colours look alike in a small picture. */
const NEAR = 0.14;
/** Edge of the cubes that pixels are gathered in first. */
const CUBE = 0.07;

interface Colour {
  weight: number;
  l: number;
  a: number;
  b: number;
}

/** @param rgba sRGB pixels; see-through ones count for nothing. @returns at most four, the one that covers most first */
export function paletteOf(rgba: Uint8ClampedArray): WeighedColour[] {
  const cubes = [...gathered(rgba).values()].sort((a, b) => b.weight - a.weight);
  const total = cubes.reduce((sum, cube) => sum + cube.weight, 0);
  const colours: Colour[] = [];
  for (const cube of cubes) {
    const near = colours.find((colour) => distance(mean(colour), mean(cube)) < NEAR);
    if (near) add(near, cube);
    else colours.push({ ...cube });
  }
  return colours.filter((colour) => colour.weight >= total * LEAST_SHARE).sort((a, b) => b.weight - a.weight).slice(0, MOST_COLOURS)
    .map((colour) => ({ ...oklchOf(...mean(colour)), weight: colour.weight / total }));
}

function gathered(rgba: Uint8ClampedArray): Map<string, Colour> {
  const cubes = new Map<string, Colour>();
  for (let i = 0; i + 3 < rgba.length; i += 4) {
    if ((rgba[i + 3] ?? 0) < 128) continue;
    const [l, a, b] = oklab(rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0);
    const name = [l, a, b].map((part) => Math.round(part / CUBE)).join();
    const cube = cubes.get(name) ?? { weight: 0, l: 0, a: 0, b: 0 };
    add(cube, { weight: 1, l, a, b });
    cubes.set(name, cube);
  }
  return cubes;
}

/** Sums, so that a colour is the mean of all its pixels. */
function add(to: Colour, from: Colour): void {
  to.weight += from.weight;
  to.l += from.l;
  to.a += from.a;
  to.b += from.b;
}

function mean({ weight, l, a, b }: Colour): [number, number, number] {
  return [l / weight, a / weight, b / weight];
}

function distance(one: readonly [number, number, number], other: readonly [number, number, number]): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
