// A cover as kept: the picture in three sizes, and its colours.
import type { CoverHash } from './ids';

/** Longest side of each size. */
export const COVER_PX = { small: 96, medium: 320, large: 1024 } as const;
export type CoverSize = keyof typeof COVER_PX;

/** Raised when covers are drawn otherwise: those of an older version are drawn anew when their file is read again. */
export const COVER_VERSION = 2;

/** OKLCH: lightness 0–1, chroma, hue in degrees. */
export interface CoverColour {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

export interface WeighedColour extends CoverColour {
  /** Share of the picture, 0–1. */
  readonly weight: number;
}

/** All pictures are WebP and never larger than the one they were drawn from: a size beyond that is absent. */
export interface CoverRow {
  readonly coverHash: CoverHash;
  /** Absent in covers of version 1: a small one of 160 px and a large one of 640 px. */
  readonly version?: number;
  readonly small: Blob;
  readonly medium?: Blob;
  readonly large?: Blob;
  /** The picture itself, while its large size waits to be drawn. */
  readonly source?: Blob;
  readonly waiting?: 1;
  /** Came from the server without its large size, which is there. */
  readonly largeAfar?: true;
  /** Dominant colour, for the accent; null where the picture is grey. */
  readonly accent: CoverColour | null;
  /** At most four colours, the one that covers most first. */
  readonly palette?: readonly WeighedColour[];
}

/** A picture that a person chose: kept apart from its sizes, so that it is in every backup. */
export interface ChosenPicture {
  readonly coverHash: CoverHash;
  /** As given; null where it is too large to keep, or came drawn already. */
  readonly picture: Blob | null;
  /** Change sequence when it came: past what was sent, the server does not have it. */
  readonly seq: number;
}

/** A picture that a person may choose for an album. */
export interface FoundPicture {
  readonly coverHash: CoverHash;
  readonly from: 'file' | 'folder';
  /** Of a file beside the music its name; of one in a file what its tag says that it shows, '' for nothing. */
  readonly name: string;
  readonly thumbnail: Blob;
  readonly picture: Blob;
}

/** How much a picture may be enlarged before it looks soft. */
const MOST_ENLARGED = 1.4;
/** Beyond two dots a pixel nobody sees a difference, and decoded pictures fill the memory of phones. */
const MOST_DOTS = 2;

/** The size to show in a square. @param sidePx in CSS pixels, @param dots `devicePixelRatio` */
export function coverSizeFor(sidePx: number, dots: number): CoverSize {
  const needed = sidePx * Math.min(dots, MOST_DOTS);
  return needed <= COVER_PX.small * MOST_ENLARGED ? 'small' : needed <= COVER_PX.medium * MOST_ENLARGED ? 'medium' : 'large';
}

/** The picture of that size; where there is none, of the next larger one, then of the next smaller. */
export function pictureOf({ small, medium, large }: Pick<CoverRow, 'small' | 'medium' | 'large'>, size: CoverSize): Blob {
  switch (size) {
    case 'small':
      return small;
    case 'medium':
      return medium ?? large ?? small;
    case 'large':
      return large ?? medium ?? small;
  }
}

/** Whether a better picture of that size is still to come. */
export function isToCome({ waiting, largeAfar }: Pick<CoverRow, 'waiting' | 'largeAfar'>, size: CoverSize): boolean {
  return size === 'large' && (waiting === 1 || largeAfar === true);
}
