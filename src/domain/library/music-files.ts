// Which names in a folder are music, which lie beside it, and which are to be passed over.

const MUSIC_ENDINGS = new Set([
  'mp3', 'mp2', 'm4a', 'm4b', 'mp4', 'aac', 'flac', 'ogg', 'oga', 'opus', 'spx', 'wav', 'wave', 'bwf', 'aif', 'aiff', 'aifc', 'caf',
  'wma', 'asf', 'ape', 'wv', 'mpc', 'mp+', 'tta', 'dsf', 'dff', 'mka', 'webm', 'ac3', 'eac3', 'ec3', 'dts', 'tak', 'ofr', 'ofs',
]);

/** Folders of systems and NAS boxes that hold no music of the person. */
const SYSTEM_FOLDERS = new Set(['@eadir', '$recycle.bin', '__macosx', 'system volume information', '#recycle', 'lost+found']);

export type CompanionKind = 'picture' | 'lyrics' | 'cue' | 'playlist';

const COMPANION_ENDINGS: Readonly<Record<CompanionKind, readonly string[]>> = {
  picture: ['jpg', 'jpeg', 'png', 'webp', 'gif', 'avif'],
  lyrics: ['lrc', 'txt'],
  cue: ['cue'],
  playlist: ['m3u', 'm3u8', 'pls', 'xspf'],
};

/** What a file beside the music is, by its name; null where it is nothing to us. */
export function companionKind(name: string): CompanionKind | null {
  if (name.startsWith('.')) return null;
  const ending = endingOf(name);
  for (const kind of ['picture', 'lyrics', 'cue', 'playlist'] as const) if (COMPANION_ENDINGS[kind].includes(ending)) return kind;
  return null;
}

export function isMusicFile(name: string): boolean {
  return !name.startsWith('.') && MUSIC_ENDINGS.has(endingOf(name));
}

/** Hidden folders (`.Trash-1000` too) and system folders. */
export function isIgnoredFolder(name: string): boolean {
  return name.startsWith('.') || SYSTEM_FOLDERS.has(name.toLowerCase());
}

/** The ending in lower case, without its dot; '' where there is none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}
