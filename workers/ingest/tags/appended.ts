// Reads APEv2 and ID3v1 tags, which stand alone at the end of any format.
import type { RawTag } from './raw-tag';
import { ID3_GENRES } from './genres';

const APE_FRAME_BYTES = 32;
const MOST_ITEMS = 2_000;
const BINARY = 1;

/** @param bytes items and footer, without the header. @returns [] where there is none */
export function readApeV2(bytes: Uint8Array): RawTag[] {
  const footer = bytes.subarray(Math.max(0, bytes.length - APE_FRAME_BYTES));
  if (latin1(footer, 0, 8) !== 'APETAGEX') return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.min(new DataView(footer.buffer, footer.byteOffset).getUint32(16, true), MOST_ITEMS);
  const end = bytes.length - APE_FRAME_BYTES;
  const tags: RawTag[] = [];
  let position = 0;
  for (let i = 0; i < count && position + 8 < end; i++) {
    const size = view.getUint32(position, true);
    const flags = view.getUint32(position + 4, true);
    const keyEnd = bytes.indexOf(0, position + 8);
    if (keyEnd < 0 || keyEnd + 1 + size > end) break;
    const id = latin1(bytes, position + 8, keyEnd);
    const value = bytes.subarray(keyEnd + 1, keyEnd + 1 + size);
    tags.push(...apeTags(id, value, ((flags >> 1) & 3) === BINARY));
    position = keyEnd + 1 + size;
  }
  return tags;
}

function apeTags(id: string, value: Uint8Array, binary: boolean): RawTag[] {
  const format = 'APEv2';
  if (!binary) return new TextDecoder().decode(value).split('\0').map((text) => ({ format, id, value: text }));
  if (!/^cover art/iu.test(id)) return [{ format, id, value: value.slice() }];
  // A file name comes before the picture.
  const cut = value.indexOf(0) + 1;
  const type = /front/iu.test(id) ? 'Cover (front)' : /back/iu.test(id) ? 'Cover (back)' : 'Other';
  return [{ format, id, value: { format: '', type, description: latin1(value, 0, Math.max(0, cut - 1)), data: value.slice(cut) } }];
}

export const ID3V1_BYTES = 128;

/** @param bytes the last 128 of a file. @returns [] where there is none */
export function readId3v1(bytes: Uint8Array): RawTag[] {
  if (bytes.length < ID3V1_BYTES || latin1(bytes, 0, 3) !== 'TAG') return [];
  const hasTrack = bytes[125] === 0 && bytes[126] !== 0;
  const texts: [string, string][] = [
    ['title', latin1(bytes, 3, 33)], ['artist', latin1(bytes, 33, 63)], ['album', latin1(bytes, 63, 93)],
    ['year', latin1(bytes, 93, 97)], ['comment', latin1(bytes, 97, hasTrack ? 125 : 127)],
  ];
  const tags: RawTag[] = texts.flatMap(([id, text]) => {
    // Behind the first NUL may lie what an older, longer value left.
    const value = (text.split('\0', 1)[0] ?? '').trimEnd();
    return value === '' ? [] : [{ format: 'ID3v1', id, value, latin1: true as const }];
  });
  if (hasTrack) tags.push({ format: 'ID3v1', id: 'track', value: String(bytes[126]) });
  const genre = ID3_GENRES[bytes[127] ?? 255];
  // Most taggers write 0 for "not set", too; alone it would make everything Blues.
  if (genre && !(bytes[127] === 0 && tags.length === 0)) tags.push({ format: 'ID3v1', id: 'genre', value: genre });
  return tags;
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
