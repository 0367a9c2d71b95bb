// Where audio begins behind ID3v2 tags, which may be several.
import { afterId3v2 } from '../../../src/domain/library/id3v2';
import type { PagedReader } from '../paged-reader';

/** The position behind all ID3v2 tags at the start of a file. */
export function skipId3v2(reader: PagedReader): Promise<number> {
  return afterId3v2((at, length) => reader.read(at, length));
}
