// The cue sheet that FLAC keeps as a block of its own (RFC 9639, section 8.7), as the text of a sheet: it is read further like any other.
import { CD_FRAMES } from '../../../src/domain/library/cue-sheet';
import { flacBlocks } from '../audio-region/flac-blocks';
import type { PagedReader } from '../paged-reader';
import type { RawTag } from './raw-tag';

export const CUE_SHEET_BLOCK = 5;
const STREAM_INFO_BLOCK = 0;
const CATALOG_BYTES = 128;
/** Catalogue number, samples of the lead-in, flags, and the number of tracks in the last byte. */
const HEAD_BYTES = 396;
const TRACK_BYTES = 36;
const INDEX_BYTES = 12;
/** Number of the lead-out: of a CD, and of anything else. */
const LEAD_OUTS: readonly number[] = [170, 255];
const ISRC_BYTES = 12;
/** A sheet has at most 100 tracks of at most 100 indices. */
const MOST_BYTES = HEAD_BYTES + 100 * (TRACK_BYTES + 100 * INDEX_BYTES);

interface BlockTrack {
  readonly no: number;
  readonly isrc: string;
  /** Where its sound begins, in samples from the start of the file. */
  readonly startSample: number;
}

/** @param start of `fLaC` @returns [] where the file has no such block, or one that names fewer than two tracks of sound */
export async function flacCueSheet(reader: PagedReader, start: number): Promise<RawTag[]> {
  let sampleRateHz = 0;
  for await (const block of flacBlocks(reader, start)) {
    if (block.type === STREAM_INFO_BLOCK) sampleRateHz = sampleRateOf(await reader.read(block.start, Math.min(block.length, 18)));
    if (block.type === CUE_SHEET_BLOCK) return cueSheetTags(await reader.read(block.start, Math.min(block.length, MOST_BYTES)), sampleRateHz);
  }
  return [];
}

/** @param streamInfo the block's content */
export function sampleRateOf(streamInfo: Uint8Array): number {
  return streamInfo.length < 14 ? 0 : viewOf(streamInfo).getUint32(10) >>> 12;
}

/** @param block the content of the block, without its head */
export function cueSheetTags(block: Uint8Array, sampleRateHz: number): RawTag[] {
  const tracks = sampleRateHz > 0 && block.length >= HEAD_BYTES ? tracksOf(block) : [];
  if (tracks.length < 2) return [];
  const catalog = textOf(block.subarray(0, CATALOG_BYTES));
  const lines = tracks.flatMap(({ no, isrc, startSample }) => [
    `  TRACK ${twoDigits(no)} AUDIO`,
    ...(isrc === '' ? [] : [`    ISRC ${isrc}`]),
    `    INDEX 01 ${timeOf(startSample, sampleRateHz)}`,
  ]);
  return [{ format: 'FLAC', id: 'CUESHEET', value: [...(catalog === '' ? [] : [`CATALOG ${catalog}`]), 'FILE "" WAVE', ...lines].join('\n') }];
}

/** Tracks of sound, without the lead-out; what a block that is cut off still holds. */
function tracksOf(block: Uint8Array): BlockTrack[] {
  const view = viewOf(block);
  const tracks: BlockTrack[] = [];
  const count = block[HEAD_BYTES - 1] ?? 0;
  for (let i = 0, at = HEAD_BYTES; i < count && at + TRACK_BYTES <= block.length; i++) {
    const no = view.getUint8(at + 8);
    const isSound = view.getUint8(at + 21) < 128;
    const indices = view.getUint8(at + TRACK_BYTES - 1);
    const offset = soundOffset(block, at + TRACK_BYTES, indices);
    if (isSound && offset !== null && !LEAD_OUTS.includes(no)) {
      tracks.push({ no, isrc: textOf(block.subarray(at + 9, at + 9 + ISRC_BYTES)), startSample: Number(view.getBigUint64(at)) + offset });
    }
    at += TRACK_BYTES + indices * INDEX_BYTES;
  }
  return tracks;
}

/** Of index 1, from the start of its track; null where the track has none. */
function soundOffset(block: Uint8Array, from: number, indices: number): number | null {
  const view = viewOf(block);
  for (let i = 0, at = from; i < indices && at + INDEX_BYTES <= block.length; i++, at += INDEX_BYTES) {
    if (view.getUint8(at + 8) === 1) return Number(view.getBigUint64(at));
  }
  return null;
}

/** `mm:ss:ff`, to the nearest frame of a CD. */
function timeOf(sample: number, sampleRateHz: number): string {
  const frames = Math.round((sample * CD_FRAMES) / sampleRateHz);
  const seconds = Math.floor(frames / CD_FRAMES);
  return [Math.floor(seconds / 60), seconds % 60, frames % CD_FRAMES].map(twoDigits).join(':');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Letters and digits up to a NUL: what else stands there is no number of a catalogue. */
function textOf(bytes: Uint8Array): string {
  return /^[A-Za-z0-9-]*/u.exec(String.fromCharCode(...bytes))?.[0] ?? '';
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
