// Pictures as people have them, good and bad, through the browser's own decoders.
import { describe, expect, test } from 'vitest';
import { COVER_PX } from '../../src/domain/library/cover';
import { drawCover, drawLarge, type DrawnCover } from './draw-cover';

async function fixture(name: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(new URL(`./testing/pictures/${name}`, import.meta.url))).arrayBuffer());
}

/** Left half red, right half blue. */
async function halves(widthPx: number, heightPx: number, type = 'image/jpeg', right = 'blue'): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  const target = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  target.fillStyle = 'red';
  target.fillRect(0, 0, widthPx / 2, heightPx);
  target.fillStyle = right;
  target.fillRect(widthPx / 2, 0, widthPx / 2, heightPx);
  return new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer());
}

async function sizeOf(blob: Blob | undefined): Promise<readonly [number, number] | null> {
  const bitmap = blob && (await createImageBitmap(blob));
  return bitmap ? [bitmap.width, bitmap.height] : null;
}

async function sizes(drawn: DrawnCover | null) {
  const large = drawn?.source && (await drawLarge(drawn.source));
  return { small: await sizeOf(drawn?.small), medium: await sizeOf(drawn?.medium), large: await sizeOf(large ?? undefined) };
}

/** The colour of a point of a drawn picture, each channel 0 or 1, in full where it is over a half. */
async function colourAt(blob: Blob, x: number, y: number): Promise<number[]> {
  const bitmap = await createImageBitmap(blob);
  const target = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d') as OffscreenCanvasRenderingContext2D;
  target.drawImage(bitmap, 0, 0);
  return [...target.getImageData(Math.floor(x * bitmap.width), Math.floor(y * bitmap.height), 1, 1).data].map((value) => (value > 127 ? 1 : 0));
}

const [RED, BLUE] = [[1, 0, 0, 1], [0, 0, 1, 1]];

describe('a cover', () => {
  test('is drawn as WebP in three sizes, with its colours', async () => {
    const drawn = await drawCover(await halves(1400, 1400));
    expect(await sizes(drawn)).toEqual({ small: [COVER_PX.small, COVER_PX.small], medium: [COVER_PX.medium, COVER_PX.medium], large: [COVER_PX.large, COVER_PX.large] });
    expect([drawn?.small, drawn?.medium].map((blob) => blob?.type)).toEqual(['image/webp', 'image/webp']);
    expect((await drawLarge(drawn?.source as Blob))?.type).toBe('image/webp');
    expect(drawn?.palette).toHaveLength(2);
    expect(drawn?.accent?.c).toBeGreaterThan(0.2);
  });

  test('is never enlarged, and keeps its shape', async () => {
    expect(await sizes(await drawCover(await halves(80, 60)))).toEqual({ small: [80, 60], medium: null, large: null });
    expect(await sizes(await drawCover(await halves(200, 100)))).toEqual({ small: [96, 48], medium: [200, 100], large: null });
    expect(await sizes(await drawCover(await halves(500, 250)))).toEqual({ small: [96, 48], medium: [320, 160], large: [500, 250] });
    expect(await sizes(await drawCover(await halves(4000, 2000)))).toEqual({ small: [96, 48], medium: [320, 160], large: [1024, 512] });
  });

  test.each(['image/png', 'image/jpeg', 'image/webp'])('in %s is told by its content: no name is looked at', async (type) => {
    const drawn = await drawCover(await halves(100, 100, type));
    expect(await colourAt(drawn?.medium as Blob, 0.25, 0.5)).toEqual(RED);
    expect(await colourAt(drawn?.medium as Blob, 0.75, 0.5)).toEqual(BLUE);
  });

  test.each(['cmyk.jpeg', 'progressive.jpeg', '16bit.png', 'still.avif'])('of a rarer kind is drawn: %s', async (name) => {
    const drawn = await drawCover(await fixture(name));
    expect(await sizeOf(drawn?.small)).not.toBeNull();
    expect(drawn?.palette?.length).toBeGreaterThan(1);
  });

  test.each(['moving.gif', 'moving.webp'])('that moves shows its first frame: %s', async (name) => {
    const drawn = await drawCover(await fixture(name));
    expect(await sizeOf(drawn?.small)).toEqual([64, 48]);
  });

  test('lies as its EXIF data say, large ones too', async () => {
    for (const side of [400, 2400]) {
      const drawn = await drawCover(turned(await halves(side, side / 2)));
      expect(await sizes(drawn)).toMatchObject({ medium: [160, 320] });
      const large = (await drawLarge(drawn?.source as Blob)) as Blob;
      for (const picture of [drawn?.medium as Blob, large]) expect([await colourAt(picture, 0.5, 0.1), await colourAt(picture, 0.5, 0.9)]).toEqual([RED, BLUE]);
    }
  });

  test('that can be seen through stays so', async () => {
    const drawn = await drawCover(await halves(200, 200, 'image/png', 'transparent'));
    expect((await colourAt(drawn?.medium as Blob, 0.75, 0.5))[3]).toBe(0);
    expect(await colourAt(drawn?.medium as Blob, 0.25, 0.5)).toEqual(RED);
  });
});

describe('no cover, and no harm, comes of', () => {
  const text = (content: string) => new TextEncoder().encode(content);

  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['text', () => text('no picture')],
    ['SVG', () => text('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><rect width="150" height="300" fill="red"/></svg>')],
    ['HTML', () => text('<!doctype html><img src="http://example.com/x.png">')],
    ['a JPEG without anything behind its first marker', () => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['a JPEG cut off in its header', async () => (await halves(300, 300)).slice(0, 120)],
    ['random bytes behind the header of a PNG', async () => (await halves(300, 300, 'image/png')).map((byte, i) => (i < 40 ? byte : (i * 7919) % 256))],
    ['a tracking pixel', () => halves(1, 1, 'image/png')],
    ['a line of two pixels', () => halves(1000, 2, 'image/png')],
    ['a picture of one colour', () => halves(300, 300, 'image/png', 'red')],
    ['a picture of 20,000 px a side', hugePng],
    ['a PNG that claims to be huge', async () => claiming(await halves(300, 300, 'image/png'), 0x7fff_ffff)],
    ['more bytes than any cover has', async () => joined(await halves(300, 300), new Uint8Array(21 * 1024 * 1024))],
  ])('%s', async (_, make) => {
    expect(await drawCover(await make())).toBeNull();
  });

  test('a picture that was cut off: it is drawn as far as it goes, or not at all', async () => {
    for (const type of ['image/jpeg', 'image/png', 'image/webp']) {
      const whole = await halves(600, 600, type);
      const drawn = await drawCover(whole.slice(0, Math.floor(whole.length * 0.6)));
      if (drawn) expect(await sizeOf(drawn.small)).toEqual([96, 96]);
    }
  });
});

/** With an EXIF segment that says: turn it a quarter to the right. */
function turned(jpeg: Uint8Array): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const segment = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return joined(jpeg.slice(0, 2), Uint8Array.of(0xff, 0xe1, 0, segment.length + 2, ...segment), jpeg.slice(2));
}

/** A whole picture of one bit a pixel, half of it black: small as a file, 1.6 GB when decoded. */
async function hugePng(): Promise<Uint8Array> {
  const side = 20_000;
  const row = new Uint8Array(1 + side / 8).fill(0xff, 1, side / 16);
  const rows = new Blob(Array.from({ length: side }, () => row)).stream().pipeThrough(new CompressionStream('deflate'));
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, side);
  new DataView(header.buffer).setUint32(4, side);
  header.set([1, 0, 0, 0, 0], 8);
  const data = new Uint8Array(await new Response(rows).arrayBuffer());
  return joined(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array()));
}

function claiming(png: Uint8Array, side: number): Uint8Array {
  const claims = png.slice();
  new DataView(claims.buffer).setUint32(16, side);
  return joined(claims.slice(0, 8), chunk('IHDR', claims.slice(16, 29)), claims.slice(33));
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const named = joined(new TextEncoder().encode(type), body);
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, body.length);
  ends.setUint32(4, crc32(named));
  return joined(new Uint8Array(ends.buffer, 0, 4), named, new Uint8Array(ends.buffer, 4, 4));
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
