// The contents of one ID3v2 frame as tags, by the kind of frame.
import type { LanguageText, OwnedBytes, Picture, Popularimeter, RawTag, RoleList, SyncedText } from './raw-tag';

/** Encoding byte of a text: Latin-1, UTF-16 with a byte order mark, UTF-16BE, UTF-8. */
type TextCode = 0 | 1 | 2 | 3;

const PICTURE_TYPES = [
  'Other', '32x32 pixels \'file icon\' (PNG only)', 'Other file icon', 'Cover (front)', 'Cover (back)', 'Leaflet page', 'Media (e.g. label side of CD)',
  'Lead artist/lead performer/soloist', 'Artist/performer', 'Conductor', 'Band/Orchestra', 'Composer', 'Lyricist/text writer', 'Recording Location',
  'During recording', 'During performance', 'Movie/video screen capture', 'A bright coloured fish', 'Illustration', 'Band/artist logotype', 'Publisher/Studio logotype',
];

/** Frames of 2.2 under the ids of their successors, as far as they are read otherwise than as text. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  TXX: 'TXXX', COM: 'COMM', ULT: 'USLT', SLT: 'SYLT', POP: 'POPM', UFI: 'UFID', PIC: 'PIC', IPL: 'IPLS', CNT: 'PCNT', WXX: 'WXXX',
};

export function frameTags(id: string, bytes: Uint8Array, major: 2 | 3 | 4): RawTag[] {
  const format = `ID3v2.${major}`;
  const code = textCode(bytes[0] ?? 0);
  const mark = code === 0 ? { latin1: true as const } : {};
  const tag = (value: unknown, name = id): RawTag[] => [{ format, id: name, value, ...mark }];
  const plain = (value: unknown, name = id): RawTag[] => [{ format, id: name, value }];
  switch (SUCCESSORS[id] ?? id) {
    case 'TXXX': {
      const [description, rest] = cutText(bytes.subarray(1), code);
      return values(textOf(rest, code)).map((value) => ({ format, id: `${id}:${description}`, value, ...mark }));
    }
    case 'WXXX': {
      const [description, rest] = cutText(bytes.subarray(1), code);
      return plain(latin1Of(rest), `${id}:${description}`);
    }
    case 'COMM':
    case 'USLT':
      return tag(languageText(bytes, code));
    case 'SYLT':
      return tag(syncedText(bytes, code));
    case 'POPM':
      return plain(popularimeter(bytes));
    case 'PCNT':
      return plain(uintOf(bytes));
    case 'UFID':
    case 'PRIV':
      return plain(ownedBytes(bytes));
    case 'IPLS':
    case 'TIPL':
    case 'TMCL':
      return tag(roleList(values(textOf(bytes.subarray(1), code))));
    case 'APIC':
      return plain(picture(bytes, code));
    case 'PIC':
      return plain(oldPicture(bytes, code));
    case 'MVNM':
    case 'MVIN':
    case 'GRP1':
    case 'GP1':
      return values(textOf(bytes.subarray(1), code)).flatMap((value) => tag(value));
    default:
      if (id.startsWith('T')) return values(textOf(bytes.subarray(1), code)).flatMap((value) => tag(value));
      if (id.startsWith('W')) return plain(latin1Of(bytes));
      return plain(bytes);
  }
}

function textCode(byte: number): TextCode {
  return byte === 1 || byte === 2 || byte === 3 ? byte : 0;
}

/** Parts between NULs: several values in 2.4, and in what taggers write into 2.3. */
function values(text: string): string[] {
  const parts = text.split('\0');
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}

function textOf(bytes: Uint8Array, code: TextCode): string {
  switch (code) {
    case 0:
      return latin1Of(bytes);
    case 1:
      return utf16Of(bytes);
    case 2:
      return new TextDecoder('utf-16be').decode(even(bytes));
    case 3:
      return new TextDecoder('utf-8').decode(bytes);
  }
}

/** Each value may have a mark of its own; where none has, what Windows wrote is little-endian. */
function utf16Of(bytes: Uint8Array): string {
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  const text = new TextDecoder(big ? 'utf-16be' : 'utf-16le', { ignoreBOM: true }).decode(even(bytes));
  return text.replaceAll('\ufeff', '');
}

function even(bytes: Uint8Array): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : bytes.subarray(0, bytes.length - 1);
}

function latin1Of(bytes: Uint8Array): string {
  let text = '';
  // In pieces: arguments of a call are limited.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** A text up to its terminator, and what lies behind. */
function cutText(bytes: Uint8Array, code: TextCode): [string, Uint8Array] {
  const width = code === 1 || code === 2 ? 2 : 1;
  for (let at = 0; at + width <= bytes.length; at += width) {
    if (bytes[at] === 0 && (width === 1 || bytes[at + 1] === 0)) return [textOf(bytes.subarray(0, at), code), bytes.subarray(at + width)];
  }
  return [textOf(bytes, code), bytes.subarray(bytes.length)];
}

function languageText(bytes: Uint8Array, code: TextCode): LanguageText {
  const [descriptor, rest] = cutText(bytes.subarray(4), code);
  return { language: latin1Of(bytes.subarray(1, 4)), descriptor, text: values(textOf(rest, code)).join('\n') };
}

function syncedText(bytes: Uint8Array, code: TextCode): SyncedText {
  const [descriptor, all] = cutText(bytes.subarray(6), code);
  const syncText: { text: string; timestamp: number }[] = [];
  for (let rest = all; rest.length > 0;) {
    const [text, behind] = cutText(rest, code);
    if (behind.length < 4) break;
    syncText.push({ text, timestamp: uintOf(behind.subarray(0, 4)) });
    rest = behind.subarray(4);
  }
  return { language: latin1Of(bytes.subarray(1, 4)), timeStampFormat: bytes[4] ?? 0, contentType: bytes[5] ?? 0, descriptor, syncText };
}

function popularimeter(bytes: Uint8Array): Popularimeter {
  const [email, rest] = cutText(bytes, 0);
  return { email, rating: rest[0] ?? 0, counter: rest.length > 1 ? uintOf(rest.subarray(1)) : undefined };
}

function ownedBytes(bytes: Uint8Array): OwnedBytes {
  const [owner, rest] = cutText(bytes, 0);
  return { owner, bytes: rest.slice() };
}

function roleList(texts: readonly string[]): RoleList {
  const people: { role: string; name: string }[] = [];
  for (let i = 0; i + 1 < texts.length; i += 2) people.push({ role: texts[i] ?? '', name: texts[i + 1] ?? '' });
  return { people };
}

function picture(bytes: Uint8Array, code: TextCode): Picture {
  const [mime, behind] = cutText(bytes.subarray(1), 0);
  return pictureOf(mime.includes('/') ? mime.toLowerCase() : `image/${mime.toLowerCase()}`, behind, code);
}

function oldPicture(bytes: Uint8Array, code: TextCode): Picture {
  return pictureOf(`image/${latin1Of(bytes.subarray(1, 4)).toLowerCase().replace('jpg', 'jpeg')}`, bytes.subarray(4), code);
}

/** @param bytes from the type of the picture on */
function pictureOf(format: string, bytes: Uint8Array, code: TextCode): Picture {
  const [description, data] = cutText(bytes.subarray(1), code);
  const type = PICTURE_TYPES[bytes[0] ?? 0];
  return { format: format.replace('image/jpg', 'image/jpeg'), data: data.slice(), description, ...(type ? { type } : {}) };
}

/** Big-endian of any length, as counters are. */
function uintOf(bytes: Uint8Array): number {
  return Math.min(bytes.reduce((sum, byte) => sum * 256 + byte, 0), Number.MAX_SAFE_INTEGER);
}
