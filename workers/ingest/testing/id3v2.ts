// Makes ID3v2 tags for tests, byte by byte.

export interface FrameSpec {
  readonly id: string;
  readonly content: Uint8Array;
  /** The second flag byte. */
  readonly format?: number;
  /** Written instead of the true size, already in its four or three bytes. */
  readonly sizeBytes?: readonly number[];
}

/** @param flags of the tag */
export function id3v2Tag(major: 2 | 3 | 4, frames: readonly FrameSpec[], { flags = 0, padding = 0 }: { flags?: number; padding?: number } = {}): Uint8Array {
  const body = [...frames.flatMap((frame) => frameBytes(major, frame)), ...Array.from({ length: padding }, () => 0)];
  return Uint8Array.from([...ascii('ID3'), major, 0, flags, ...synchsafe(body.length), ...body]);
}

function frameBytes(major: 2 | 3 | 4, { id, content, format = 0, sizeBytes }: FrameSpec): number[] {
  const size = sizeBytes ?? (major === 4 ? synchsafe(content.length) : big(content.length, major === 2 ? 3 : 4));
  return [...ascii(id), ...size, ...(major === 2 ? [] : [0, format]), ...content];
}

/** A text in one of the four encodings of ID3v2. */
export function text(code: 0 | 1 | 2 | 3, value: string): Uint8Array {
  return Uint8Array.from([code, ...encoded(code, value)]);
}

export function encoded(code: 0 | 1 | 2 | 3, value: string): number[] {
  switch (code) {
    case 0:
      return ascii(value);
    case 1:
      return [0xff, 0xfe, ...utf16(value, true)];
    case 2:
      return utf16(value, false);
    case 3:
      return [...new TextEncoder().encode(value)];
  }
}

export function ascii(value: string): number[] {
  return Array.from(value, (letter) => letter.charCodeAt(0));
}

export function big(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) % 256);
}

function synchsafe(value: number): number[] {
  return [21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f);
}

function utf16(value: string, little: boolean): number[] {
  return Array.from({ length: value.length }, (_, i) => value.charCodeAt(i)).flatMap((code) => (little ? [code & 255, code >> 8] : [code >> 8, code & 255]));
}
