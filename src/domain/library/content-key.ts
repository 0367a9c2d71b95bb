// The identity of a recording: a hash of its encoded audio alone. Frozen.
import { hash128 } from './hash128';
import type { ContentKey } from './ids';

/** Bytes of audio hashed at each of the two places. */
export const SAMPLE_BYTES = 16 * 1024;

/** The encoded audio of a file without tags, covers and container framing that a retag may change. */
export interface AudioSample {
  /** Our own word for the framing, e.g. `mp3`, `flac`, `opus`; part of the key. */
  readonly format: string;
  /** Bytes of the audio region; for Ogg, the last granule position (paging is not audio). */
  readonly length: number;
  readonly start: Uint8Array;
  readonly middle: Uint8Array;
}

/** Where the middle sample of a region begins. */
export function middleOffset(length: number): number {
  return Math.max(0, Math.floor((length - SAMPLE_BYTES) / 2));
}

/** Hash of `<format>:<length>:` in ASCII, then the start sample, then the middle sample. */
export function contentKeyOf(sample: AudioSample): ContentKey {
  const head = new TextEncoder().encode(`${sample.format}:${sample.length}:`);
  const bytes = new Uint8Array(head.length + sample.start.length + sample.middle.length);
  bytes.set(head);
  bytes.set(sample.start, head.length);
  bytes.set(sample.middle, head.length + sample.start.length);
  return hash128(bytes) as ContentKey;
}

/**
 * The key of a part of a recording, by the key of the whole: hash of `segment:<key>:<start>:<end>` in ASCII. Frozen.
 * @param startFrame and `endFrame`: in CD frames, 75 a second; an end of null is the end of the file, and stands as nothing
 */
export function segmentKeyOf(fileKey: ContentKey, startFrame: number, endFrame: number | null): ContentKey {
  return hash128(new TextEncoder().encode(`segment:${fileKey}:${startFrame}:${endFrame ?? ''}`)) as ContentKey;
}
