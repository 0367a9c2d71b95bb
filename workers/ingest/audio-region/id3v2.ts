// Where audio begins behind ID3v2 tags, which may be several.
import { ID3V2_HEAD_BYTES, id3v2Bytes } from '../../../src/domain/library/id3v2';
import type { PagedReader } from '../paged-reader';

/** The position behind all ID3v2 tags at the start of a file. */
export async function skipId3v2(reader: PagedReader): Promise<number> {
  let position = 0;
  for (;;) {
    const bytes = id3v2Bytes(await reader.read(position, ID3V2_HEAD_BYTES));
    if (bytes === 0) return position;
    position += bytes;
  }
}
