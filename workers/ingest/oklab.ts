// sRGB to OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020).

/** @param red, green, blue bytes @returns lightness 0–1, a, b */
export function oklab(red: number, green: number, blue: number): [number, number, number] {
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

/** In OKLCH; the hue in degrees, 0–360. */
export function oklchOf(l: number, a: number, b: number): { readonly l: number; readonly c: number; readonly h: number } {
  return { l, c: Math.hypot(a, b), h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 };
}

/** Colours added up by weight, so that together they give their mean. */
export interface ColourSum {
  weight: number;
  l: number;
  a: number;
  b: number;
}

export function addColour(to: ColourSum, from: Readonly<ColourSum>): void {
  to.weight += from.weight;
  to.l += from.l;
  to.a += from.a;
  to.b += from.b;
}

export function meanColour({ weight, l, a, b }: Readonly<ColourSum>): [number, number, number] {
  return [l / weight, a / weight, b / weight];
}

/** @param rgba sRGB pixels; see-through ones are passed over */
export function* solidColours(rgba: Uint8ClampedArray): Generator<[number, number, number]> {
  for (let i = 0; i + 3 < rgba.length; i += 4) if ((rgba[i + 3] ?? 0) >= 128) yield oklab(rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0);
}

function linear(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
