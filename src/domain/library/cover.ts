// A cover as kept: two thumbnails and the colour the player borrows.
import type { CoverHash } from './ids';

export interface CoverRow {
  readonly coverHash: CoverHash;
  /** WebP, at most 160 px a side: rows and small grids. */
  readonly small: Blob;
  /** WebP, at most 640 px a side: pages and the player. */
  readonly large: Blob;
  /** Dominant colour in OKLCH, for the accent; null where the picture is grey. */
  readonly accent: { readonly l: number; readonly c: number; readonly h: number } | null;
}
