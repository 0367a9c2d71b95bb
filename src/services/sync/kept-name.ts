// Names of files kept offline: readable in any file manager, whatever the tags say.
import { endingOf } from '../../domain/library/music-files';
import { fileNameOf } from '../../domain/library/track';
import type { TrackView } from '../../domain/library/track-view';

/** File systems take 255 bytes, a character at most four of them; the ending and a number come on top. */
const MAX_BYTES = 200;

/** `<artist> - <title>.<ext>`, with a number where that name is taken. @param taken names in use */
export function keptName(view: Pick<TrackView, 'artist' | 'title' | 'path'>, taken: ReadonlySet<string>): string {
  const ending = endingOf(fileNameOf(view.path)) || 'bin';
  const stem = shortened(cleaned(view.artist ? `${view.artist} - ${view.title}` : view.title)) || 'track';
  const held = new Set([...taken].map((name) => name.toLowerCase()));
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${stem}.${ending}` : `${stem} (${n}).${ending}`;
    if (!held.has(name.toLowerCase())) return name;
  }
}

/** Without what file systems refuse or hide: separators, control characters, dots at either end. */
function cleaned(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^[.\s]+|[.\s]+$/g, '');
}

function shortened(name: string): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  let short = '';
  for (const character of name) {
    bytes += encoder.encode(character).length;
    if (bytes > MAX_BYTES) return short.trimEnd();
    short += character;
  }
  return short;
}
