// Playlists as other programs write them: M3U and extended M3U, PLS, XSPF. From bytes to entries; nothing is looked up.
import type { RootId, TrackId } from './ids';
import { endingOf } from './music-files';
import { decodeText } from './text-file';
import { readXml } from './xml-reader';

export interface PlaylistFileEntry {
  /** The place as written, a path or a URL. */
  readonly location: string;
  readonly title: string | null;
  /** As the file says; null where it does not, or says −1 (endless). */
  readonly durationS: number | null;
}

export interface PlaylistFile {
  /** The title that the list gives itself. */
  readonly name: string | null;
  readonly entries: readonly PlaylistFileEntry[];
}

export interface PlacedEntry extends PlaylistFileEntry {
  /** The tracks it stands for: one file, or the segments of one; empty where the library has none. */
  readonly trackIds: readonly TrackId[];
}

/** A playlist file found in a folder, with what its entries are here. Device data, never synced. */
export interface PlaylistFileRow {
  readonly rootId: RootId;
  readonly path: string;
  readonly folder: string;
  /** What the list calls itself, else the file's name. */
  readonly name: string;
  readonly entries: readonly PlacedEntry[];
}

/** Lists of a whole library have as many; what lies beyond is a mistake or an attack. */
const MOST_ENTRIES = 50_000;
const MOST_LETTERS = 4_096;

/** @param fileName decides the format */
export function readPlaylistFile(bytes: Uint8Array, fileName: string): PlaylistFile {
  const ending = endingOf(fileName);
  const text = decodeText(bytes, ending === 'm3u8' || ending === 'xspf' ? 'utf-8' : null);
  const read = ending === 'pls' ? readPls(text) : ending === 'xspf' ? readXspf(text) : readM3u(text);
  const entries = read.entries.filter(({ location }) => location !== '' && location.length <= MOST_LETTERS).slice(0, MOST_ENTRIES);
  return { name: clean(read.name), entries: entries.map((entry) => ({ ...entry, title: clean(entry.title) })) };
}

function readM3u(text: string): PlaylistFile {
  const entries: PlaylistFileEntry[] = [];
  let name: string | null = null;
  let about: Omit<PlaylistFileEntry, 'location'> = { title: null, durationS: null };
  for (const line of text.split(/\r\n?|\n/u).map((each) => each.trim())) {
    if (line.startsWith('#')) {
      name ??= /^#PLAYLIST:(.*)$/iu.exec(line)?.[1] ?? null;
      about = extInf(line) ?? about;
    } else if (line !== '') {
      entries.push({ location: line, ...about });
      about = { title: null, durationS: null };
    }
  }
  return { name, entries };
}

/** `#EXTINF:123,Artist - Title`; some put attributes between the length and the comma. */
function extInf(line: string): Omit<PlaylistFileEntry, 'location'> | null {
  const found = /^#EXTINF:\s*(-?[\d.]+)?((?:\s+[\w-]+="[^"]*")*)\s*,?(.*)$/iu.exec(line);
  return found ? { durationS: seconds(found[1]), title: found[3] ?? null } : null;
}

function readPls(text: string): PlaylistFile {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r\n?|\n/u)) {
    const [, key, value] = /^\s*(\w+)\s*=\s*(.*?)\s*$/u.exec(line) ?? [];
    if (key && value !== undefined) fields.set(key.toLowerCase(), value);
  }
  const numbers = [...fields.keys()].flatMap((key) => /^file(\d+)$/u.exec(key)?.[1] ?? []).sort((a, b) => Number(a) - Number(b));
  const entries = numbers.map((n) => ({ location: fields.get(`file${n}`) ?? '', title: fields.get(`title${n}`) ?? null, durationS: seconds(fields.get(`length${n}`)) }));
  return { name: fields.get('x-gnome-title') ?? fields.get('playlistname') ?? null, entries };
}

function readXspf(text: string): PlaylistFile {
  const entries: PlaylistFileEntry[] = [];
  let name: string | null = null;
  let track: { location: string; title: string | null; creator: string | null; durationS: number | null } | null = null;
  readXml(text, {
    open: (path) => {
      if (path.endsWith('/trackList/track')) track = { location: '', title: null, creator: null, durationS: null };
    },
    text: (path, value) => {
      const field = path.slice(path.lastIndexOf('/') + 1);
      if (path === '/playlist/title') name = value;
      else if (!track || !path.endsWith(`/trackList/track/${field}`)) return;
      // Of several places the first one: the others are copies.
      else if (field === 'location') track.location ||= value.trim();
      else if (field === 'title') track.title = value;
      else if (field === 'creator') track.creator = value;
      else if (field === 'duration') track.durationS = seconds(value, 1000);
    },
    close: (path) => {
      if (!track || !path.endsWith('/trackList/track')) return;
      const { location, title, creator, durationS } = track;
      entries.push({ location, title: creator && title ? `${creator} - ${title}` : title, durationS });
      track = null;
    },
  });
  return { name, entries };
}

function seconds(text: string | undefined, inASecond = 1): number | null {
  const value = Number(text?.trim() || NaN) / inASecond;
  return Number.isFinite(value) && value > 0 ? value : null;
}

function clean(text: string | null): string | null {
  const trimmed = text?.replaceAll(/\s+/gu, ' ').trim().slice(0, 500) ?? '';
  return trimmed === '' ? null : trimmed;
}
