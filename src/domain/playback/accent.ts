// The accent of the screen from the colour of a cover: its hue kept, its lightness moved until text can be read.
// OKLCH to sRGB after Björn Ottosson, "A perceptual color space for image processing" (2020); contrast after WCAG 2.2.

/** OKLCH: lightness 0–1, chroma, hue in degrees. */
export interface Oklch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

export interface Accent {
  readonly color: Oklch;
  /** Text on the accent: the one of black and white that stands out more. */
  readonly onAccent: '#ffffff' | '#0c0d10';
}

type Rgb = readonly [number, number, number];

/** WCAG AA for text. */
const TEXT_CONTRAST = 4.5;
/** Duller than this and the accent reads as grey; stronger and it shouts. */
const CHROMA = { least: 0.06, most: 0.16 } as const;
const STEP = 0.01;

/**
 * @param cover the cover's dominant colour
 * @param backgrounds hex colours that the accent is written on, all light or all dark
 * @param scheme which way to move: darker on light, lighter on dark
 */
export function accentFor(cover: Oklch, backgrounds: readonly string[], scheme: 'light' | 'dark'): Accent {
  const grounds = backgrounds.map(hexToLinear);
  const chroma = Math.min(CHROMA.most, Math.max(CHROMA.least, cover.c));
  const step = scheme === 'light' ? -STEP : STEP;
  let color = inGamut({ l: Math.min(0.95, Math.max(0.2, cover.l)), c: chroma, h: cover.h });
  while (color.l > 0.05 && color.l < 0.99 && grounds.some((ground) => contrast(toLinear(color), ground) < TEXT_CONTRAST)) {
    color = inGamut({ l: color.l + step, c: chroma, h: cover.h });
  }
  const own = toLinear(color);
  const onAccent = contrast(own, hexToLinear('#ffffff')) >= contrast(own, hexToLinear('#0c0d10')) ? '#ffffff' : '#0c0d10';
  return { color, onAccent };
}

/** As CSS reads it. */
export function oklchCss({ l, c, h }: Oklch): string {
  return `oklch(${l.toFixed(3)} ${c.toFixed(3)} ${h.toFixed(1)})`;
}

/** WCAG contrast of an OKLCH and a hex colour, 1–21. */
export function contrastWith(color: Oklch, hex: string): number {
  return contrast(toLinear(color), hexToLinear(hex));
}

function inGamut(color: Oklch): Oklch {
  let { c } = color;
  while (c > 0 && toLinear({ ...color, c }).some((part) => part < -1e-4 || part > 1 + 1e-4)) c = Math.max(0, c - 0.005);
  return { ...color, c };
}

function toLinear({ l, c, h }: Oklch): Rgb {
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function hexToLinear(hex: string): Rgb {
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function contrast(a: Rgb, b: Rgb): number {
  const [one, two] = [luminance(a), luminance(b)];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * clamp(r) + 0.7152 * clamp(g) + 0.0722 * clamp(b);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
