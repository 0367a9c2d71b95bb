// Thumbnails and accent colour of one picture.
import type { CoverRow } from '../../src/domain/library/cover';
import { accentOf } from './accent';

const SMALL_PX = 160;
const LARGE_PX = 640;
/** Enough pixels for a dominant colour. */
const ACCENT_PX = 32;

/** @throws when the browser cannot decode the bytes */
export async function drawCover(bytes: Uint8Array): Promise<Omit<CoverRow, 'coverHash'>> {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
  try {
    const large = draw(bitmap, LARGE_PX);
    const small = draw(large, SMALL_PX);
    const pixels = draw(small, ACCENT_PX);
    const { data } = context(pixels).getImageData(0, 0, pixels.width, pixels.height);
    return { small: await webp(small), large: await webp(large), accent: accentOf(data) };
  } finally {
    bitmap.close();
  }
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

function context(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const target = canvas.getContext('2d', { willReadFrequently: true });
  if (!target) throw new Error('no 2d context');
  return target;
}

function webp(canvas: OffscreenCanvas): Promise<Blob> {
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.82 });
}
