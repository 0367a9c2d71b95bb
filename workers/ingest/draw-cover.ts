// A picture in the sizes that covers are kept in, and its colours. Canvases of Chromium write WebP and no AVIF (measured:
// asked for AVIF they give PNG). The large size takes some 90 ms to write and the two others 15, so it is drawn later.
import { COVER_PX, COVER_VERSION, type CoverRow } from '../../src/domain/library/cover';
import { accentOf } from './accent';
import { paletteOf } from './palette';
import { pictureHeader, type PictureHeader } from './picture-header';

/** Larger than any cover worth having. */
export const MOST_PICTURE_BYTES = 20 * 1024 * 1024;
/** A square of 7,000 px; decoded it takes 200 MB. */
const MOST_PIXELS = 50_000_000;
/** Smaller ones are icons, bullets and tracking pixels. */
const LEAST_PX = 32;
/** From here on the browser shrinks while it decodes, so that little of the whole picture is kept. */
const MANY_PIXELS = 4_000_000;
/** Shrinking by one side alone keeps the shape of pictures that their metadata turns; of very long ones it keeps too little. */
const MOST_RATIO = 4;
/** Enough pixels for the colours. */
const COLOUR_PX = 32;
/** Steps of a channel within which all pixels of a picture of nothing lie. */
const SOLID_STEPS = 3;
const QUALITY = { small: 0.82, medium: 0.82, large: 0.78 } as const;

export type DrawnCover = Omit<CoverRow, 'coverHash'>;

/** Without the large size, which waits where there is one. @returns null for what is no cover: no picture, broken, huge, tiny, or of one colour */
export async function drawCover(bytes: Uint8Array): Promise<DrawnCover | null> {
  const header = coverHeader(bytes);
  const bitmap = header && (await decode(bytes, header, 2 * COVER_PX.medium));
  if (!header || !bitmap) return null;
  try {
    const medium = draw(bitmap, COVER_PX.medium);
    const small = draw(medium, COVER_PX.small);
    const pixels = pixelsOf(draw(small, COLOUR_PX));
    if (isSolid(pixelsOf(small))) return null;
    const side = Math.max(header.widthPx, header.heightPx);
    return {
      version: COVER_VERSION, small: await webp(small, 'small'), accent: accentOf(pixels), palette: paletteOf(pixels),
      ...(side > COVER_PX.small && { medium: await webp(medium, 'medium') }),
      ...(side > COVER_PX.medium && { source: new Blob([new Uint8Array(bytes)], { type: header.type }), waiting: 1 as const }),
    };
  } finally {
    bitmap.close();
  }
}

/** @returns null where it cannot be decoded any more */
export async function drawLarge(source: Blob): Promise<Blob | null> {
  const bytes = new Uint8Array(await source.arrayBuffer());
  const header = coverHeader(bytes);
  const bitmap = header && (await decode(bytes, header, COVER_PX.large));
  if (!bitmap) return null;
  try {
    return await webp(draw(bitmap, COVER_PX.large), 'large');
  } finally {
    bitmap.close();
  }
}

/** Null for what is no picture, or none that may be decoded. */
function coverHeader(bytes: Uint8Array): PictureHeader | null {
  const header = bytes.length <= MOST_PICTURE_BYTES ? pictureHeader(bytes) : null;
  if (!header || header.widthPx * header.heightPx > MOST_PIXELS) return null;
  return Math.min(header.widthPx, header.heightPx) < LEAST_PX ? null : header;
}

/** Turned as its metadata says, its first frame where it moves. */
function decode(bytes: Uint8Array, { type, widthPx, heightPx }: PictureHeader, sidePx: number): Promise<ImageBitmap | null> {
  const [longer, shorter] = [Math.max(widthPx, heightPx), Math.min(widthPx, heightPx)];
  const shrinks = widthPx * heightPx > MANY_PIXELS && longer <= MOST_RATIO * shorter;
  const options: ImageBitmapOptions = shrinks ? { resizeWidth: Math.round((widthPx * sidePx) / longer), resizeQuality: 'high' } : {};
  return createImageBitmap(new Blob([new Uint8Array(bytes)], { type }), options).catch(() => null);
}

/** Shrunk to fit a square, never enlarged. */
function draw(picture: ImageBitmap | OffscreenCanvas, mostPx: number): OffscreenCanvas {
  const scale = Math.min(1, mostPx / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
  const target = context(canvas);
  target.imageSmoothingQuality = 'high';
  target.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function isSolid(pixels: Uint8ClampedArray): boolean {
  const [least, most] = [[255, 255, 255, 255], [0, 0, 0, 0]];
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] ?? 0;
    if (value < (least[i % 4] ?? 0)) least[i % 4] = value;
    if (value > (most[i % 4] ?? 0)) most[i % 4] = value;
  }
  return most.every((value, i) => value - (least[i] ?? 0) <= SOLID_STEPS);
}

function pixelsOf(canvas: OffscreenCanvas): Uint8ClampedArray {
  return context(canvas).getImageData(0, 0, canvas.width, canvas.height).data;
}

function context(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const target = canvas.getContext('2d', { willReadFrequently: true });
  if (!target) throw new Error('no 2d context');
  return target;
}

function webp(canvas: OffscreenCanvas, size: keyof typeof QUALITY): Promise<Blob> {
  return canvas.convertToBlob({ type: 'image/webp', quality: QUALITY[size] });
}
