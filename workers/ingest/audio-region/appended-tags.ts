// Where audio ends before ID3v1, Lyrics3v2 and APEv2 tags, in any order.
import type { PagedReader } from '../paged-reader';

const ID3V1_BYTES = 128;
const APE_FOOTER_BYTES = 32;
const LYRICS_FOOTER_BYTES = 15;
/** A footer may also say that the tag has a header of its own. */
const APE_HAS_HEADER = 0x80000000;

/** The position of the first byte behind the audio. */
export async function endBeforeTags(reader: PagedReader, from: number): Promise<number> {
  let end = reader.size;
  if (reader.endsInAudio) return end;
  for (;;) {
    const before = end;
    end -= (await id3v1(reader, end)) || (await apeV2(reader, end)) || (await lyrics3(reader, end));
    if (end === before || end < from) return Math.max(end, from);
  }
}

async function id3v1(reader: PagedReader, end: number): Promise<number> {
  return (await ascii(reader, end - ID3V1_BYTES, 3)) === 'TAG' ? ID3V1_BYTES : 0;
}

async function apeV2(reader: PagedReader, end: number): Promise<number> {
  if ((await ascii(reader, end - APE_FOOTER_BYTES, 8)) !== 'APETAGEX') return 0;
  const footer = await reader.read(end - APE_FOOTER_BYTES, APE_FOOTER_BYTES);
  const view = new DataView(footer.buffer, footer.byteOffset, footer.byteLength);
  const hasHeader = (view.getUint32(20, true) & APE_HAS_HEADER) !== 0;
  return view.getUint32(12, true) + (hasHeader ? APE_FOOTER_BYTES : 0);
}

async function lyrics3(reader: PagedReader, end: number): Promise<number> {
  const footer = await ascii(reader, end - LYRICS_FOOTER_BYTES, LYRICS_FOOTER_BYTES);
  return footer.endsWith('LYRICS200') ? (Number.parseInt(footer.slice(0, 6), 10) || 0) + LYRICS_FOOTER_BYTES : 0;
}

async function ascii(reader: PagedReader, position: number, length: number): Promise<string> {
  return position < 0 ? '' : String.fromCharCode(...(await reader.read(position, length)));
}
