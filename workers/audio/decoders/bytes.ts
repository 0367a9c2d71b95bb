// Reading numbers and names out of the heads of files; what lies past the end reads as nothing.
import { afterId3v2 } from '../../../src/domain/library/id3v2';

export async function bytesOf(file: Blob, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(from, from + length).arrayBuffer());
}

/** Padded with zeros, so that a number near the end of a torn file reads as 0 instead of throwing. */
export async function viewOf(file: Blob, from: number, length: number): Promise<DataView> {
  const padded = new Uint8Array(length);
  padded.set(await bytesOf(file, from, length));
  return new DataView(padded.buffer);
}

export function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

export function idAt(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

/** 64-bit number, exact below 2⁵³. */
export function uint64(view: DataView, at: number, littleEndian: boolean): number {
  const [low, high] = littleEndian ? [at, at + 4] : [at + 4, at];
  return view.getUint32(high, littleEndian) * 2 ** 32 + view.getUint32(low, littleEndian);
}

/** 80-bit extended float, as AIFF writes its rate. */
export function float80(view: DataView, at: number): number {
  const head = view.getUint16(at);
  const mantissa = uint64(view, at + 2, false);
  return (head & 0x8000 ? -1 : 1) * mantissa * 2 ** ((head & 0x7fff) - 16383 - 63);
}

export interface Chunk {
  readonly id: string;
  /** Of its body. */
  readonly from: number;
  /** As it says; may reach past the end of the file. */
  readonly length: number;
}

/** More chunks than any writer makes: a damaged file could else be one of a million empty ones. */
const MOST_CHUNKS = 1_000;

/** The chunks of an IFF file. @param wide lengths of 64 bits (DSDIFF, CAF) @param padded bodies of odd length are followed by a byte */
export async function* chunksOf(file: Blob, from: number, wide: boolean, padded: boolean): AsyncGenerator<Chunk> {
  const headBytes = wide ? 12 : 8;
  let at = from;
  for (let count = 0; count < MOST_CHUNKS && at + headBytes <= file.size; count++) {
    const view = await viewOf(file, at, headBytes);
    const length = wide ? uint64(view, 4, false) : view.getUint32(4);
    yield { id: idAt(view, 0), from: at + headBytes, length };
    at += headBytes + length + (padded ? length % 2 : 0);
  }
}

/** The file without its ID3v2 tags, which taggers put before formats that know none, and whose places then count from behind them. */
export async function behindTags(file: Blob): Promise<Blob> {
  const start = await afterId3v2((at, length) => bytesOf(file, at, length));
  return start === 0 ? file : file.slice(start);
}
