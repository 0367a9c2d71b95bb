// Lyrics in a file of their own, named after the music: `.lrc` with times or `.txt` without.
import type { RootId } from './ids';
import { parseLrc, plainLyrics } from './lrc';
import { endingOf } from './music-files';
import type { TaggedLyrics } from './tag-details';
import { decodeText } from './text-file';
import { fileNameOf } from './track';

/** Longer texts are logs, or books. */
export const MOST_LYRICS_BYTES = 256 * 1024;
const MOST_LINES = 5_000;

/** Device data, never synced: the file is found by the name of the music, so that no parse or move of it loses them. */
export interface LyricsFileRow {
  readonly rootId: RootId;
  readonly path: string;
  readonly folder: string;
  /** Of the path, as `stemOf` gives it: music for which `stemsNamedAfter` gives it has these lyrics. */
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

/** Lyrics with the name of the file that they are from; null where they are from the tags of the music. */
export interface SourcedLyrics extends TaggedLyrics {
  readonly fileName: string | null;
}

/** All lyrics of a track: those with times first, then files before tags, of files `.lrc` before `.txt`. The same words are not shown twice. */
export function allLyrics(files: readonly Pick<LyricsFileRow, 'path' | 'lyrics'>[], tagged: readonly TaggedLyrics[]): SourcedLyrics[] {
  const named = files.map(({ path, lyrics }) => ({ ...lyrics, fileName: fileNameOf(path) }));
  const rank = ({ lines, fileName }: SourcedLyrics): number => (lines ? 0 : 4) + (fileName === null ? 2 : endingOf(fileName) === 'lrc' ? 0 : 1);
  const ordered = [...named, ...tagged.map((lyrics) => ({ ...lyrics, fileName: null }))].toSorted((a, b) => rank(a) - rank(b));
  return ordered.filter((each, i) => !ordered.slice(0, i).some((before) => before.text === each.text && (before.lines || !each.lines)));
}
