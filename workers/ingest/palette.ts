// The colours that a picture is made of, as a person would name them: near ones are one.
import type { WeighedColour } from '../../src/domain/library/cover';
import { addColour, meanColour, oklchOf, solidColours, type ColourSum } from './oklab';

const MOST_COLOURS = 4;
/** Share of the picture below which a colour is a detail. */
const LEAST_SHARE = 0.03;
/** In OKLab: nearer than this, two colours look alike in a small picture. */
const NEAR = 0.14;
/** Edge of the cubes that pixels are gathered in first. */
const CUBE = 0.07;

/** @param rgba sRGB pixels; see-through ones count for nothing. @returns at most four, the one that covers most first */
export function paletteOf(rgba: Uint8ClampedArray): WeighedColour[] {
  const cubes = [...gathered(rgba).values()].sort((a, b) => b.weight - a.weight);
  const total = cubes.reduce((sum, cube) => sum + cube.weight, 0);
  const colours: ColourSum[] = [];
  for (const cube of cubes) {
    const near = colours.find((colour) => distance(meanColour(colour), meanColour(cube)) < NEAR);
    if (near) addColour(near, cube);
    else colours.push({ ...cube });
  }
  return colours.filter((colour) => colour.weight >= total * LEAST_SHARE).sort((a, b) => b.weight - a.weight).slice(0, MOST_COLOURS)
    .map((colour) => ({ ...oklchOf(...meanColour(colour)), weight: colour.weight / total }));
}

function gathered(rgba: Uint8ClampedArray): Map<string, ColourSum> {
  const cubes = new Map<string, ColourSum>();
  for (const [l, a, b] of solidColours(rgba)) {
    const name = [l, a, b].map((part) => Math.round(part / CUBE)).join();
    const cube = cubes.get(name) ?? { weight: 0, l: 0, a: 0, b: 0 };
    addColour(cube, { weight: 1, l, a, b });
    cubes.set(name, cube);
  }
  return cubes;
}

function distance(one: readonly [number, number, number], other: readonly [number, number, number]): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
