// The dominant chromatic colour of a picture, in OKLCH.
import type { CoverRow } from '../../src/domain/library/cover';
import { addColour, meanColour, oklchOf, solidColours, type ColourSum } from './oklab';

const HUE_BINS = 24;
/** Below this chroma a pixel looks grey. */
const LEAST_CHROMA = 0.04;
/** Share of all chroma-weighted pixels below which a picture counts as grey. */
const LEAST_WEIGHT = 0.004;

/** @param rgba sRGB pixels. @returns null where the picture is grey */
export function accentOf(rgba: Uint8ClampedArray): CoverRow['accent'] {
  const bins = Array.from({ length: HUE_BINS }, (): ColourSum => ({ weight: 0, l: 0, a: 0, b: 0 }));
  for (const [l, a, b] of solidColours(rgba)) {
    const chroma = Math.hypot(a, b);
    if (chroma < LEAST_CHROMA || l < 0.15 || l > 0.97) continue;
    const turn = (Math.atan2(b, a) / (2 * Math.PI) + 1) % 1;
    const bin = bins[Math.min(HUE_BINS - 1, Math.floor(turn * HUE_BINS))] as ColourSum;
    addColour(bin, { weight: chroma, l: l * chroma, a: a * chroma, b: b * chroma });
  }
  const best = bins.reduce((most, bin) => (bin.weight > most.weight ? bin : most));
  if (best.weight < (rgba.length / 4) * LEAST_WEIGHT) return null;
  return oklchOf(...meanColour(best));
}
