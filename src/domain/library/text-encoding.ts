// Texts that claim to be Latin-1 and are not: which encoding they are in, and how they read in another.
import { encodingScores, looksForeign } from './encoding-scores';
import type { LegacyEncoding, TagEncoding, Tags, TextField } from './tags';

export const LEGACY_ENCODINGS: readonly LegacyEncoding[] = [
  'utf-8', 'windows-1252', 'windows-1251', 'koi8-r', 'shift_jis', 'euc-jp', 'gbk', 'big5', 'euc-kr',
  'windows-1250', 'windows-1253', 'windows-1254', 'windows-1255', 'windows-1256', 'windows-874',
];

const SINGLE_BYTE: ReadonlySet<LegacyEncoding> = new Set<LegacyEncoding>([
  'windows-1252', 'windows-1251', 'koi8-r', 'windows-1250', 'windows-1253', 'windows-1254', 'windows-1255', 'windows-1256', 'windows-874',
]);

export type Detection = Pick<TagEncoding, 'repaired' | 'candidates'>;

/** ID3v1 cuts texts at this many bytes, in the middle of a character too. */
const CUT_LENGTHS: ReadonlySet<number> = new Set([28, 29, 30]);

/**
 * The encoding of texts that were read as Latin-1.
 * @param texts of one file: together they say more
 * @returns null where they are fine as they are
 */
export function detectEncoding(texts: readonly string[]): Detection | null {
  const doubtful = [...new Set(texts)].filter(isDoubtful);
  if (doubtful.length === 0) return null;
  if (doubtful.every((text) => decodedAs(text, 'utf-8') !== null)) return { repaired: 'utf-8', candidates: [] };
  const bytes = doubtful.map((text) => latin1Bytes(text) ?? new Uint8Array());
  const scores = encodingScores(doubtful, bytes);
  const [best, second] = scores;
  if (best && best.score >= SURE && best.score >= (second?.score ?? 0) * MARGIN && best.characters >= ENOUGH) return { repaired: best.encoding, candidates: [] };
  if (looksForeign(doubtful)) return { repaired: null, candidates: candidatesFor(doubtful, scores.map((each) => each.encoding)) };
  // Curly quotes and dashes of Windows stand where Latin-1 has control codes.
  return doubtful.some((text) => /[\u0080-\u009f]/u.test(text)) ? { repaired: 'windows-1252', candidates: [] } : null;
}

/** Shares of common characters: real texts have 0.4 and more, others 0.2 at most. */
const SURE = 0.4;
const MARGIN = 1.4;
/** Characters of the script: fewer fit anything. */
const ENOUGH = 4;

/** Read as Latin-1, and holding what is not ASCII. */
function isDoubtful(text: string): boolean {
  return /[\u0080-\u00ff]/u.test(text) && latin1Bytes(text) !== null;
}

function candidatesFor(texts: readonly string[], likely: readonly LegacyEncoding[]): LegacyEncoding[] {
  const ordered = [...likely, ...LEGACY_ENCODINGS.filter((each) => !likely.includes(each))];
  return ordered.filter((encoding) => texts.every((text) => decodedAs(text, encoding) !== null));
}

/** @returns null where these bytes are none of that encoding */
export function decodedAs(text: string, encoding: LegacyEncoding): string | null {
  const bytes = latin1Bytes(text);
  if (!bytes) return null;
  const whole = decoded(bytes, encoding);
  if (whole !== null || SINGLE_BYTE.has(encoding) || !CUT_LENGTHS.has(bytes.length)) return whole;
  for (let cut = 1; cut <= 3; cut++) {
    const shorter = decoded(bytes.subarray(0, bytes.length - cut), encoding);
    if (shorter !== null) return shorter;
  }
  return null;
}

function decoded(bytes: Uint8Array, encoding: LegacyEncoding): string | null {
  try {
    const text = encoding === 'windows-1252' ? windows1252(bytes) : new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    // Windows code pages map what they leave undefined to control codes.
    return /[\u0080-\u009f\ufffd\ue000-\uf8ff]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** What Windows has from 0x80 on, where Latin-1 has control codes. By hand, because Node's decoder of that name is one of Latin-1. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x80 && byte < 0xa0 ? (WINDOWS_1252[byte - 0x80] ?? '') : String.fromCharCode(byte))).join('');
}

/** The bytes a Latin-1 text was read from; null where it cannot have been Latin-1. */
export function latin1Bytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) return null;
    bytes[i] = code;
  }
  return bytes;
}

/** A Latin-1 text in the encoding it was found to be; as it is where it is none of that encoding. */
export function repairedText(text: string, encoding: LegacyEncoding): string {
  return /[\u0080-\u00ff]/u.test(text) ? (decodedAs(text, encoding) ?? text) : text;
}

/**
 * Tags as they read in another encoding: what a person's choice for an album makes of them.
 * @param to null: as Latin-1
 */
export function reread(tags: Tags, to: LegacyEncoding | null): Tags {
  const { encoding } = tags;
  if (!encoding || to === encoding.repaired) return tags;
  const back = encoding.repaired === null ? (text: string) => text : encoderOf(encoding.repaired);
  const again = (text: string): string => {
    const latin1 = back(text);
    return latin1 === null || to === null ? (latin1 ?? text) : repairedText(latin1, to);
  };
  const changed = Object.fromEntries(encoding.fields.map((field) => [field, rereadField(tags[field], again)])) as Partial<Pick<Tags, TextField>>;
  return { ...tags, ...changed, encoding: { ...encoding, repaired: to } };
}

/** Encodings in which all texts concerned can be read, those that the detection found likely first. @param tracks as read from files of one album */
export function fittingEncodings(tracks: readonly Tags[]): LegacyEncoding[] {
  const doubtful = tracks.filter(({ encoding }) => encoding !== undefined);
  const texts = doubtful.flatMap(foreignTexts);
  const likely = [...new Set(doubtful.flatMap(({ encoding }) => encoding?.candidates ?? []))];
  return candidatesFor(texts, likely).filter((encoding) => LEGACY_ENCODINGS.includes(encoding));
}

/** Texts as Latin-1 has them, of those that are more than ASCII. */
export function foreignTexts(tags: Tags): string[] {
  const latin1 = reread(tags, null);
  const texts = (latin1.encoding?.fields ?? []).flatMap((field) => latin1[field] ?? []);
  return [...new Set(texts)].filter(isDoubtful);
}

function rereadField(value: Tags[TextField], again: (text: string) => string): Tags[TextField] {
  return typeof value === 'string' ? again(value) : value?.map(again) ?? value;
}

/** Gives the Latin-1 reading of a text's bytes in an encoding: the way back from a repair. It gives null for what cannot be written so. */
function encoderOf(encoding: LegacyEncoding): (text: string) => string | null {
  if (encoding === 'utf-8') return (text) => Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
  const table = encodingTable(encoding);
  return (text) => {
    const bytes = Array.from(text, (character) => (character < '\u0080' ? character : table.get(character)));
    return bytes.includes(undefined) ? null : bytes.join('');
  };
}

/** Characters beyond ASCII by their bytes. There is no encoder for these, so every byte and pair is decoded, all at once, a line each (measured: 12 ms; one by one, 70). */
function encodingTable(encoding: LegacyEncoding): Map<string, string> {
  const sequences = Array.from({ length: 0x80 }, (_, i) => String.fromCharCode(0x80 + i));
  if (!SINGLE_BYTE.has(encoding)) {
    for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) sequences.push(String.fromCharCode(lead, trail));
  }
  const bytes = latin1Bytes(sequences.join('\n')) ?? new Uint8Array();
  const lines = (encoding === 'windows-1252' ? windows1252(bytes) : new TextDecoder(encoding).decode(bytes)).split('\n');
  const table = new Map<string, string>();
  for (const [i, line] of lines.entries()) {
    // What is no character of that encoding comes as U+FFFD, alone or before what followed it.
    if (line !== '\ufffd' && Array.from(line).length === 1 && !table.has(line)) table.set(line, sequences[i] ?? '');
  }
  return table;
}
