// Where audio begins behind ID3v2 tags, which may be several.
import type { PagedReader } from '../paged-reader';

const HEADER_BYTES = 10;
const HAS_FOOTER = 0x10;

/** The position behind all ID3v2 tags at the start of a file. */
export async function skipId3v2(reader: PagedReader): Promise<number> {
  let position = 0;
  for (;;) {
    const head = await reader.read(position, HEADER_BYTES);
    if (head.length < HEADER_BYTES || head[0] !== 0x49 || head[1] !== 0x44 || head[2] !== 0x33) return position;
    const size = head.slice(6, 10).reduce((sum, byte) => (sum << 7) | (byte & 0x7f), 0);
    position += HEADER_BYTES + size + ((head[5] ?? 0) & HAS_FOOTER ? HEADER_BYTES : 0);
  }
}
