// What a device sends when it is asked for bytes, checked against what was asked.
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { AskedRange } from './byte-range';

/** What a browser may be given to play. Bytes without a known type are harmless, and decoded by the app itself. */
export const AUDIO_TYPES = [
  'audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/aac', 'audio/flac', 'audio/x-flac', 'audio/ogg', 'audio/opus', 'audio/webm', 'audio/wav', 'audio/x-wav', 'audio/wave',
  'audio/aiff', 'audio/x-aiff', 'audio/x-matroska', 'audio/x-ms-wma', 'audio/wavpack', 'audio/x-wavpack', 'audio/ac3', 'audio/eac3', 'audio/vnd.dts', 'audio/x-tta', 'audio/x-musepack',
  'audio/x-dsd', 'audio/x-dsf', 'application/octet-stream',
] as const;

/** Larger than any recording; keeps sums exact. */
const MAX_BYTES = 2 ** 40;

/** Which bytes come. */
export interface SentRange {
  readonly contentType: string;
  readonly totalBytes: number;
  readonly start: number;
  /** Inclusive; one less than `start` when nothing is sent. */
  readonly end: number;
}

export interface Upload extends SentRange {
  readonly body: Readable;
}

/**
 * Reads `content-type`, `x-total-bytes` and `x-byte-range` (`<first>-<last>`, inclusive). Without the last, the bytes start where they were
 * asked for and are as many as `content-length` says.
 * @returns null when it does not fit what was asked
 */
export function readSentRange(headers: IncomingHttpHeaders, asked: AskedRange): SentRange | null {
  const contentType = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const totalBytes = wholeNumber(headers['x-total-bytes']);
  const end = lastByte(headers, asked.start);
  if (!AUDIO_TYPES.some((type) => type === contentType) || totalBytes === null || end === null) return null;
  const isEmpty = end === asked.start - 1;
  if (isEmpty && asked.start < totalBytes) return null;
  if (!isEmpty && (end < asked.start || end >= totalBytes || (asked.end !== null && end > asked.end))) return null;
  return { contentType, totalBytes, start: asked.start, end };
}

function lastByte(headers: IncomingHttpHeaders, start: number): number | null {
  const given = headers['x-byte-range'];
  if (given === undefined) {
    const length = wholeNumber(headers['content-length']);
    return length === null ? null : start + length - 1;
  }
  const [, first, last] = /^(\d{1,15})-(\d{1,15})$/.exec(String(given)) ?? [];
  return Number(first) === start ? wholeNumber(last) : null;
}

function wholeNumber(text: string | string[] | undefined): number | null {
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text)) return null;
  const value = Number(text);
  return value <= MAX_BYTES ? value : null;
}
