// ID3v2 tags, which taggers put before audio of any format.

export const ID3V2_HEAD_BYTES = 10;
const HAS_FOOTER = 0x10;
/** More than any tagger leaves behind: a damaged file could else be a million empty ones. */
const MOST_TAGS = 100;

/** Bytes of the tag that begins with some bytes, its footer included (ID3v2.4, section 3). @returns 0 where none begins, and for fewer bytes than its head has */
export function id3v2Bytes(head: Uint8Array): number {
  if (head.length < ID3V2_HEAD_BYTES || head[0] !== 0x49 || head[1] !== 0x44 || head[2] !== 0x33) return 0;
  const size = head.subarray(6, ID3V2_HEAD_BYTES).reduce((sum, byte) => (sum << 7) | (byte & 0x7f), 0);
  return ID3V2_HEAD_BYTES + size + ((head[5] ?? 0) & HAS_FOOTER ? ID3V2_HEAD_BYTES : 0);
}

/**
 * Where a file begins behind its ID3v2 tags: some taggers put one before another.
 * @param read fewer bytes at the end of the file; asked last for those at the place that is returned
 */
export async function afterId3v2(read: (at: number, length: number) => Promise<Uint8Array>): Promise<number> {
  let at = 0;
  for (let tags = 0; ; tags++) {
    const bytes = id3v2Bytes(await read(at, ID3V2_HEAD_BYTES));
    if (bytes === 0 || tags === MOST_TAGS) return at;
    at += bytes;
  }
}
