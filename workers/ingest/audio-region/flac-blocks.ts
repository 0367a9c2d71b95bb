// The metadata blocks of FLAC (RFC 9639, section 8.1), by their heads alone.
import type { PagedReader } from '../paged-reader';

/** Nothing sane has more blocks than this. */
const MOST_BLOCKS = 4096;

export interface FlacBlock {
  readonly type: number;
  /** Of its content, in bytes from the start of the file. */
  readonly start: number;
  readonly length: number;
  readonly isLast: boolean;
}

/** @param start of `fLaC`. Ends behind the last block, or where the file does. */
export async function* flacBlocks(reader: PagedReader, start: number): AsyncGenerator<FlacBlock, void, undefined> {
  let position = start + 4;
  for (let i = 0; i < MOST_BLOCKS; i++) {
    const head = await reader.read(position, 4);
    if (head.length < 4) return;
    const [first = 0, ...length] = head;
    const block = { type: first & 0x7f, start: position + 4, length: length.reduce((sum, byte) => sum * 256 + byte, 0), isLast: first >= 0x80 };
    yield block;
    if (block.isLast) return;
    position = block.start + block.length;
  }
}
