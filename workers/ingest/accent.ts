// The dominant chromatic colour of a picture, in OKLCH (Björn Ottosson, 2020).
import type { CoverRow } from '../../src/domain/library/cover';

const HUE_BINS = 24;
/** Below this chroma a pixel looks grey. */
const LEAST_CHROMA = 0.04;
/** Share of all chroma-weighted pixels below which a picture counts as grey. */
const LEAST_WEIGHT = 0.004;

interface Bin {
  weight: number;
  l: number;
  a: number;
  b: number;
}

/** @param rgba sRGB pixels. @returns null where the picture is grey */
export function accentOf(rgba: Uint8ClampedArray): CoverRow['accent'] {
  const bins = Array.from({ length: HUE_BINS }, (): Bin => ({ weight: 0, l: 0, a: 0, b: 0 }));
  for (let i = 0; i + 3 < rgba.length; i += 4) {
    if ((rgba[i + 3] ?? 0) < 128) continue;
    const [l, a, b] = oklab(rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0);
    const chroma = Math.hypot(a, b);
    if (chroma < LEAST_CHROMA || l < 0.15 || l > 0.97) continue;
    const turn = (Math.atan2(b, a) / (2 * Math.PI) + 1) % 1;
    const bin = bins[Math.min(HUE_BINS - 1, Math.floor(turn * HUE_BINS))] as Bin;
    bin.weight += chroma;
    bin.l += l * chroma;
    bin.a += a * chroma;
    bin.b += b * chroma;
  }
  const best = bins.reduce((most, bin) => (bin.weight > most.weight ? bin : most));
  if (best.weight < (rgba.length / 4) * LEAST_WEIGHT) return null;
  const [l, a, b] = [best.l / best.weight, best.a / best.weight, best.b / best.weight];
  return { l, c: Math.hypot(a, b), h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 };
}

function oklab(red: number, green: number, blue: number): [number, number, number] {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function linear(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
