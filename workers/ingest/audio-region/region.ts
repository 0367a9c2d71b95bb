// The encoded audio of a file, as its content key sees it.
import { middleOffset, SAMPLE_BYTES, type AudioSample } from '../../../src/domain/library/content-key';
import type { PagedReader } from '../paged-reader';

export interface AudioRegion {
  readonly sample: AudioSample;
  /** Seconds, where the framing tells them better than the tag parser, which never reads a whole file. */
  readonly durationS: number | null;
  /** How far the framing was read behind all that describes the stream; absent where nobody asked. */
  readonly readTo?: number;
}

/** A region that lies in one piece. */
export async function plainRegion(reader: PagedReader, format: string, start: number, end: number, durationS: number | null = null): Promise<AudioRegion> {
  const length = Math.max(0, end - start);
  const sampleBytes = Math.min(SAMPLE_BYTES, length);
  const first = await reader.read(start, sampleBytes);
  const middle = await reader.read(start + middleOffset(length), sampleBytes);
  return { sample: { format, length, start: first, middle }, durationS };
}
