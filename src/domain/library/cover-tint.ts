// The tint behind the head of an album: the colour of its cover, so quiet that all text of the page can be read on it.
import { contrastWith, type Oklch } from '../playback/accent';
import type { CoverRow } from './cover';

/** The dullest text of a page, and the accent that links and badges are written in, as in styles/tokens.css. */
const WRITTEN = { light: ['#596069', '#15181d'], dark: ['#9ca2ac', '#eceef2'] } as const;
/** WCAG AA for text, with room for the rounding of screens. */
const CONTRAST = 4.6;
/** Where a tint begins; it moves towards the page until text stands out. */
const BEGIN = { light: 0.87, dark: 0.34 } as const;
/** A stronger colour would shout; a grey picture stays grey. */
const MOST_CHROMA = { light: 0.05, dark: 0.055 } as const;
/** Below this a colour is a grey with a cast, that no one would name. */
const LEAST_CHROMA = 0.025;
const STEP = 0.005;

/**
 * @param cover its palette, or the one colour that covers of version 1 have
 * @returns null where the picture is grey: then the page stays as it is
 */
export function coverTint({ palette, accent }: Pick<CoverRow, 'palette' | 'accent'>, scheme: 'light' | 'dark'): Oklch | null {
  const colour = mainColour(palette ?? []) ?? accent;
  if (!colour || colour.c < LEAST_CHROMA) return null;
  const step = scheme === 'light' ? STEP : -STEP;
  let tint: Oklch = { l: BEGIN[scheme], c: Math.min(colour.c, MOST_CHROMA[scheme]), h: colour.h };
  while (tint.l > 0.12 && tint.l < 0.98 && WRITTEN[scheme].some((text) => contrastWith(tint, text) < CONTRAST)) tint = { ...tint, l: tint.l + step };
  return tint;
}

/** The colour that a person would name: much of the picture, and much of a colour. */
function mainColour(palette: NonNullable<CoverRow['palette']>): Oklch | null {
  const weight = (colour: (typeof palette)[number]) => colour.weight * colour.c;
  const [first] = palette.filter(({ c }) => c >= LEAST_CHROMA).sort((a, b) => weight(b) - weight(a));
  return first ? { l: first.l, c: first.c, h: first.h } : null;
}
