// Tags that stand apart from what a format keeps of its own: ID3v2 at the start, at the end, or in a chunk; APEv2 and ID3v1 at the end.
import { ID3V2_HEAD_BYTES, id3v2Bytes } from '../../../src/domain/library/id3v2';
import { skipId3v2 } from '../audio-region/id3v2';
import type { PagedReader } from '../paged-reader';
import type { FormatName } from '../sniff';
import { ID3V1_BYTES, readApeV2, readId3v1 } from './appended';
import { flacCueSheet } from './flac-cue-sheet';
import { readId3v2 } from './id3v2';
import type { RawTag } from './raw-tag';

/** Longer tags are no tags; covers of 10 MB exist. */
const MOST_TAG_BYTES = 24 * 1024 * 1024;
const MOST_TAGS = 8;
const MOST_CHUNKS = 512;
const APE_FOOTER_BYTES = 32;
const LYRICS_FOOTER_BYTES = 15;

export interface StandaloneTags {
  /** A list for each tag found, in the order of the file; those at its end, the last first. */
  readonly blocks: readonly (readonly RawTag[])[];
  /** Where the format itself begins, behind ID3v2 tags. */
  readonly start: number;
}

export async function standaloneTags(reader: PagedReader, format: FormatName): Promise<StandaloneTags> {
  const blocks: (readonly RawTag[])[] = [];
  const start = await skipId3v2(reader);
  for (let at = 0, i = 0; at < start && i < MOST_TAGS; i++) {
    const { length, found } = await id3v2At(reader, at);
    if (length === 0) break;
    blocks.push(found);
    at += length;
  }
  for (const at of await chunks(reader, format)) blocks.push((await id3v2At(reader, at)).found);
  if (format === 'aiff') blocks.push(await aiffTexts(reader));
  if (format === 'wav') blocks.push(await riffInfo(reader));
  if (format === 'flac') blocks.push(await flacCueSheet(reader, start));
  if (mayBeAppended(format)) blocks.push(...(await appendedTags(reader, start)));
  return { blocks, start };
}

/** Containers that hold their tags inside; a read of their tail would be for nothing. */
function mayBeAppended(format: FormatName): boolean {
  return !['flac', 'mp4', 'ogg', 'wav', 'aiff', 'asf', 'matroska', 'dsdiff', 'dsf', 'module'].includes(format);
}

async function id3v2At(reader: PagedReader, at: number): Promise<{ length: number; found: RawTag[] }> {
  const length = id3v2Bytes(await reader.read(at, ID3V2_HEAD_BYTES));
  if (length === 0) return { length, found: [] };
  return { length, found: await readId3v2(await reader.read(at, Math.min(length, MOST_TAG_BYTES))) };
}

/** Positions of ID3v2 tags inside RIFF, AIFF, DSDIFF and DSF. */
async function chunks(reader: PagedReader, format: FormatName): Promise<number[]> {
  switch (format) {
    case 'wav':
      // Programs that do not know the chunk leave it and append another: the last is the newest.
      return id3Positions(await chunksOf(reader, RIFF_CHUNKS)).toReversed();
    case 'aiff':
      return id3Positions(await chunksOf(reader, AIFF_CHUNKS));
    case 'dsdiff':
      return id3Positions(await chunksOf(reader, { from: 16, headBytes: 12, littleEndian: false }));
    case 'dsf': {
      const head = await reader.read(0, 28);
      const at = head.length < 28 ? 0 : Number(viewOf(head).getBigUint64(20, true));
      return at > 0 && at < reader.size ? [at] : [];
    }
    default:
      return [];
  }
}

interface ChunkShape {
  readonly from: number;
  readonly headBytes: 8 | 12;
  readonly littleEndian: boolean;
}

interface Chunk {
  readonly id: string;
  readonly start: number;
  readonly size: number;
}

const AIFF_CHUNKS: ChunkShape = { from: 12, headBytes: 8, littleEndian: false };
const RIFF_CHUNKS: ChunkShape = { from: 12, headBytes: 8, littleEndian: true };

async function chunksOf(reader: PagedReader, { from, headBytes, littleEndian }: ChunkShape): Promise<Chunk[]> {
  const found: Chunk[] = [];
  let position = from;
  for (let i = 0; i < MOST_CHUNKS && position + headBytes <= reader.size; i++) {
    const head = await reader.read(position, headBytes);
    if (head.length < headBytes) break;
    const view = viewOf(head);
    const size = headBytes === 12 ? Number(view.getBigUint64(4, littleEndian)) : view.getUint32(4, littleEndian);
    found.push({ id: String.fromCharCode(...head.subarray(0, 4)), start: position + headBytes, size });
    position += headBytes + size + (size % 2);
  }
  return found;
}

function id3Positions(all: readonly Chunk[]): number[] {
  return all.filter(({ id }) => id.toUpperCase() === 'ID3 ').slice(0, MOST_TAGS).map(({ start }) => start);
}

const MOST_INFO_BYTES = 1024 * 1024;

/** `LIST` chunks of type `INFO`. Our own reading, because one odd length costs the tag parser all of them. Of two, the last is the newest. */
async function riffInfo(reader: PagedReader): Promise<RawTag[]> {
  const lists = (await chunksOf(reader, RIFF_CHUNKS)).filter(({ id, size }) => id === 'LIST' && size >= 12).toReversed().slice(0, MOST_TAGS);
  for (const { start, size } of lists) {
    const bytes = await reader.read(start, Math.min(size, MOST_INFO_BYTES));
    const tags = starts(bytes, 'INFO') ? infoTags(bytes) : [];
    if (tags.length > 0) return tags;
  }
  return [];
}

function infoTags(bytes: Uint8Array): RawTag[] {
  const view = viewOf(bytes);
  const tags: RawTag[] = [];
  for (let at = 4; at + 8 <= bytes.length && tags.length < MOST_CHUNKS;) {
    const size = view.getUint32(at + 4, true);
    const id = String.fromCharCode(...bytes.subarray(at, at + 4));
    const value = Array.from(bytes.subarray(at + 8, at + 8 + size), (byte) => String.fromCharCode(byte)).join('').split('\0', 1)[0];
    if (/^[A-Z0-9]{4}$/iu.test(id)) tags.push({ format: 'exif', id, value, latin1: true });
    const next = at + 8 + size;
    // Some writers leave out the byte that fills up an odd length: an id begins at the right place.
    at = size % 2 === 1 && !/^[A-Z]/iu.test(String.fromCharCode(bytes[next] ?? 0)) ? next + 1 : next;
  }
  return tags;
}

const AIFF_TEXTS: ReadonlySet<string> = new Set(['NAME', 'AUTH', '(c) ', 'ANNO']);
const MOST_TEXT_BYTES = 64 * 1024;

/** Our own reading, because the tag parser drops the eighth bit of each letter. */
async function aiffTexts(reader: PagedReader): Promise<RawTag[]> {
  const texts = (await chunksOf(reader, AIFF_CHUNKS)).filter(({ id }) => AIFF_TEXTS.has(id)).slice(0, MOST_CHUNKS);
  const tags: RawTag[] = [];
  for (const { id, start, size } of texts) {
    const bytes = await reader.read(start, Math.min(size, MOST_TEXT_BYTES));
    tags.push({ format: 'AIFF', id, value: Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''), latin1: true });
  }
  return tags;
}

async function appendedTags(reader: PagedReader, from: number): Promise<(readonly RawTag[])[]> {
  const blocks: (readonly RawTag[])[] = [];
  if (reader.endsInAudio) return blocks;
  let end = reader.size;
  for (let i = 0; i < MOST_TAGS && end > from; i++) {
    const tag = (await id3v1Before(reader, end)) ?? (await apeBefore(reader, end)) ?? (await lyrics3Before(reader, end)) ?? (await id3v2Before(reader, end));
    if (!tag) break;
    blocks.push(tag.tags);
    end -= tag.length;
  }
  return blocks;
}

interface Appended {
  readonly length: number;
  readonly tags: readonly RawTag[];
}

async function id3v1Before(reader: PagedReader, end: number): Promise<Appended | null> {
  if (end < ID3V1_BYTES) return null;
  const bytes = await reader.read(end - ID3V1_BYTES, ID3V1_BYTES);
  return starts(bytes, 'TAG') ? { length: ID3V1_BYTES, tags: readId3v1(bytes) } : null;
}

async function apeBefore(reader: PagedReader, end: number): Promise<Appended | null> {
  if (end < APE_FOOTER_BYTES) return null;
  const footer = await reader.read(end - APE_FOOTER_BYTES, APE_FOOTER_BYTES);
  if (!starts(footer, 'APETAGEX')) return null;
  const size = viewOf(footer).getUint32(12, true);
  if (size < APE_FOOTER_BYTES || size > end) return null;
  const hasHeader = viewOf(footer).getUint32(20, true) >= 0x80000000;
  const tags = size > MOST_TAG_BYTES ? [] : readApeV2(await reader.read(end - size, size));
  return { length: size + (hasHeader ? APE_FOOTER_BYTES : 0), tags };
}

async function lyrics3Before(reader: PagedReader, end: number): Promise<Appended | null> {
  if (end < LYRICS_FOOTER_BYTES) return null;
  const footer = String.fromCharCode(...(await reader.read(end - LYRICS_FOOTER_BYTES, LYRICS_FOOTER_BYTES)));
  const size = Number.parseInt(footer.slice(0, 6), 10);
  return footer.endsWith('LYRICS200') && size > 0 ? { length: size + LYRICS_FOOTER_BYTES, tags: [] } : null;
}

/** A tag of 2.4 with a footer, found by it. */
async function id3v2Before(reader: PagedReader, end: number): Promise<Appended | null> {
  if (end < 20) return null;
  const footer = await reader.read(end - 10, 10);
  if (!starts(footer, '3DI')) return null;
  const size = footer.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
  const at = end - size - 20;
  return at < 0 ? null : { length: size + 20, tags: (await id3v2At(reader, at)).found };
}

function starts(bytes: Uint8Array, word: string): boolean {
  return String.fromCharCode(...bytes.subarray(0, word.length)) === word;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
