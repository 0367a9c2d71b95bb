// What the first bytes of a picture say: its format and its size. Nothing else is ever handed to the browser's decoders.

export interface PictureHeader {
  readonly type: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | 'image/avif' | 'image/bmp';
  /** As coded, before any rotation that its metadata asks for. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** By its content alone, whatever its name says; null for all that is no picture of these formats, or is cut off in its header. */
export function pictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const read of [jpeg, png, gif, webp, avif, bmp]) {
    const header = read(bytes, view);
    if (header) return header.widthPx > 0 && header.heightPx > 0 ? header : null;
  }
  return null;
}

/** ITU-T T.81, B.2.2: the frame header, found along the markers before it. */
function jpeg(bytes: Uint8Array, view: DataView): PictureHeader | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes, and markers that stand alone.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (isFrame(marker)) return { type: 'image/jpeg', widthPx: view.getUint16(at + 7), heightPx: view.getUint16(at + 5) };
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

/** SOF0–SOF15, without DHT, JPG and DAC, which lie among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function png(bytes: Uint8Array, view: DataView): PictureHeader | null {
  if (text(bytes, 1, 3) !== 'PNG' || bytes[0] !== 0x89 || bytes.length < 24) return null;
  return { type: 'image/png', widthPx: view.getUint32(16), heightPx: view.getUint32(20) };
}

function gif(bytes: Uint8Array, view: DataView): PictureHeader | null {
  if (!/^GIF8[79]a$/u.test(text(bytes, 0, 6)) || bytes.length < 10) return null;
  return { type: 'image/gif', widthPx: view.getUint16(6, true), heightPx: view.getUint16(8, true) };
}

/** RFC 9649: lossy, lossless and extended. */
function webp(bytes: Uint8Array, view: DataView): PictureHeader | null {
  if (text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 4) !== 'WEBP' || bytes.length < 30) return null;
  const size = (widthPx: number, heightPx: number): PictureHeader => ({ type: 'image/webp', widthPx, heightPx });
  switch (text(bytes, 12, 4)) {
    case 'VP8 ':
      return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case 'VP8L':
      return size((view.getUint32(21, true) & 0x3fff) + 1, ((view.getUint32(21, true) >>> 14) & 0x3fff) + 1);
    case 'VP8X':
      return size((view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1);
    default:
      return null;
  }
}

/** ISO/IEC 23008-12: the size stands in the `ispe` properties; that of the whole picture is the largest. */
function avif(bytes: Uint8Array, view: DataView): PictureHeader | null {
  if (text(bytes, 4, 4) !== 'ftyp' || !/avi[fs]/u.test(text(bytes, 8, Math.min(56, view.byteLength - 8)))) return null;
  let [widthPx, heightPx] = [0, 0];
  for (let at = 16; at + 16 <= Math.min(bytes.length, AVIF_HEADER_BYTES); at++) {
    if (text(bytes, at, 4) !== 'ispe') continue;
    widthPx = Math.max(widthPx, view.getUint32(at + 8));
    heightPx = Math.max(heightPx, view.getUint32(at + 12));
  }
  return { type: 'image/avif', widthPx, heightPx };
}

/** Properties stand before the coded data. */
const AVIF_HEADER_BYTES = 16_384;

function bmp(bytes: Uint8Array, view: DataView): PictureHeader | null {
  if (text(bytes, 0, 2) !== 'BM' || bytes.length < 26 || view.getUint32(14, true) < 40) return null;
  return { type: 'image/bmp', widthPx: Math.abs(view.getInt32(18, true)), heightPx: Math.abs(view.getInt32(22, true)) };
}

function text(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + Math.max(0, length)));
}
