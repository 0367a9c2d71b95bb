// Tracker modules (MOD, S3M, XM, IT) have one tag: the title, at a fixed place.
import type { PagedReader } from './paged-reader';
import type { RawTag } from './tags/raw-tag';

/** Where the title stands, by the word that tells the kind and where that stands. */
const KINDS = [
  { word: 'IMPM', at: 0, title: 4, length: 26 },
  { word: 'Extended Module: ', at: 0, title: 17, length: 20 },
  { word: 'SCRM', at: 44, title: 0, length: 28 },
  { word: 'M.K.', at: 1080, title: 0, length: 20 },
] as const;

/** @returns null where it is no module */
export async function moduleTitle(reader: PagedReader): Promise<RawTag | null> {
  for (const { word, at, title, length } of KINDS) {
    if (!starts(await reader.read(at, word.length), word)) continue;
    const bytes = await reader.read(title, length);
    const value = String.fromCharCode(...bytes).split('\0', 1)[0] ?? '';
    return { format: 'module', id: 'title', value, latin1: true };
  }
  return null;
}

function starts(bytes: Uint8Array, word: string): boolean {
  return String.fromCharCode(...bytes) === word;
}
