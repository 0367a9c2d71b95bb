// Lyrics in a file of their own, named after the music: `.lrc` with times or `.txt` without.
import type { RootId } from './ids';
import { parseLrc, plainLyrics } from './lrc';
import { endingOf } from './music-files';
import type { TaggedLyrics } from './tag-details';
import { decodeText } from './text-file';

/** Longer texts are logs, or books. */
export const MOST_LYRICS_BYTES = 256 * 1024;
const MOST_LINES = 5_000;

/** Device data, never synced: the file is found by the name of the music, so that no parse or move of it loses them. */
export interface LyricsFileRow {
  readonly rootId: RootId;
  readonly path: string;
  readonly folder: string;
  /** Of the path, as `stemOf` gives it: music with the same one has these lyrics. */
  readonly stem: string;
  readonly lyrics: TaggedLyrics;
}

/** @returns null where there is nothing to sing, or where the text is no text */
export function readLyricsFile(bytes: Uint8Array, fileName: string): TaggedLyrics | null {
  if (bytes.length > MOST_LYRICS_BYTES) return null;
  const written = decodeText(bytes, endingOf(fileName) === 'lrc' ? 'utf-8' : null);
  if (written.includes('\0')) return null;
  const lines = parseLrc(written)?.slice(0, MOST_LINES);
  const text = plainLyrics(written);
  if (text === '') return null;
  return lines ? { text, lines } : { text };
}

/** Several files of one name: those with times first, then `.lrc` before `.txt`. */
export function inOrderOfUse<T extends Pick<LyricsFileRow, 'path' | 'lyrics'>>(rows: readonly T[]): T[] {
  const rank = ({ path, lyrics }: T): number => (lyrics.lines ? 0 : 2) + (endingOf(path) === 'lrc' ? 0 : 1);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}
